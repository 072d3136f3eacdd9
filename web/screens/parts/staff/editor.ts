/** The summary editor. */
import type { Draft, DraftSection, Present, SummaryEditor } from "../../staff/summary-state";
import type { Section } from "../../summary/words";
import { at } from "../people";
import { sections, sharedSections } from "../summary";
import { forClinician, type Pictures } from "./picture";

/** The editor, from an empty draft to what became of it. */
export function editorPictures(): Pictures {
  const draft: Draft = {
    number: 1,
    sections: sections.map((content) => ({
      name: content.section,
      content,
      patientOnly: content.section === "questions",
      state: "saved",
    })),
    saving: "saved",
    savedAt: at(10, 41),
  };
  const screen: SummaryEditor = {
    kind: "summary",
    visitId: "1",
    patient: "Rosa M.",
    endedAt: at(10, 38),
    language: "en",
    patientReads: "en",
    maySign: true,
    readers: [
      { id: "rosa", name: "Rosa", isPatient: true, gets: "whole" },
      { id: "ana", name: "Ana", relation: "daughter", isPatient: false, gets: "actions" },
      { id: "marek", name: "Marek", relation: "son", isPatient: false, gets: "nothing" },
    ],
    deliveries: [],
  };
  const written: SummaryEditor = { ...screen, draft };
  const deliveries: SummaryEditor["deliveries"] = [
    { personId: "rosa", name: "Rosa", number: 1, news: "ready", state: "opened", at: at(10, 52) },
    { personId: "ana", name: "Ana", number: 1, news: "ready", state: "sent", at: at(10, 45) },
    { personId: "jo", name: "Jo", number: 1, news: "ready", state: "failed", at: at(10, 46) },
  ];
  const present: Present = {
    number: 1,
    state: "signed",
    at: at(10, 44),
    by: "Dr. Lind",
    sections,
    isBroken: false,
    wentOn: false,
  };
  const signed: SummaryEditor = { ...screen, present, deliveries };
  const problems: Record<NonNullable<SummaryEditor["problem"]>, true> = {
    changed: true,
    nothing_written: true,
    too_many_actions: true,
    people_unknown: true,
    visit_not_ended: true,
    not_responsible: true,
    signed_elsewhere: true,
    not_saved: true,
    refused: true,
  };
  const conflict = draft.sections.map(
    (section): DraftSection =>
      section.name === "main_message"
        ? {
            ...section,
            state: "conflict",
            theirs: { content: { section: "main_message", text: "Your body holds water. A pill helps." } },
          }
        : section,
  );
  return {
    editor: forClinician(written, "summary-editor"),
    "editor-other-language": forClinician({ ...written, patientReads: "es" }),
    "editor-empty": forClinician({ ...screen, draft: { number: 1, saving: "saved", sections: blank() } }),
    "editor-kept": forClinician({ ...screen, draft: { ...draft, saving: "kept" } }),
    "editor-not-kept": forClinician({ ...screen, draft: { ...draft, saving: "not_kept" } }),
    "editor-conflict": forClinician({ ...screen, draft: { ...draft, saving: "kept", sections: conflict } }),
    "editor-not-mine": forClinician({ ...written, maySign: false }),
    "editor-readers-unknown": forClinician({
      kind: "summary",
      visitId: "1",
      patient: "Rosa M.",
      endedAt: at(10, 38),
      language: "en",
      patientReads: "en",
      maySign: true,
      deliveries: [],
      draft,
    }),
    "editor-correcting": forClinician({
      ...signed,
      draft: { ...draft, number: 2, reason: "Lisinopril is 10 mg, not 20 mg." },
    }),
    "editor-as-ana": forClinician({
      ...written,
      preview: { name: "Ana", isPatient: false, sections: sharedSections },
    }),
    "editor-waive": { ...forClinician(written), sheet: { waive: 1 } },
    "editor-signed": forClinician(signed),
    "editor-amend": { ...forClinician(signed), sheet: { amend: 1 } },
    "editor-mistake": { ...forClinician(signed), sheet: { inError: 1 } },
    "editor-in-error": forClinician({
      ...signed,
      present: { ...present, state: "in_error", mistake: "wrong_words", reason: "The dose was wrong." },
    }),
    "editor-waived": forClinician({
      ...screen,
      present: { ...present, state: "waived", sections: [], reason: "The call broke off after a minute." },
    }),
    "editor-went-on": forClinician({ ...signed, present: { ...present, wentOn: true, isBroken: true } }),
    ...Object.fromEntries(
      (Object.keys(problems) as (keyof typeof problems)[]).map((problem) => [
        `editor-problem-${problem.replaceAll("_", "-")}`,
        forClinician({ ...written, problem }),
      ]),
    ),
  };
}

function blank(): DraftSection[] {
  const contents: Section[] = [
    { section: "main_message", text: "" },
    { section: "decisions", items: [] },
    { section: "actions", items: [], nothing: false },
    { section: "medicines", items: [] },
    { section: "tests", items: [] },
    { section: "help", signs: [], call: "" },
    { section: "questions", items: [] },
    { section: "next_appointment", text: "", at: null },
  ];
  return contents.map((content) => ({ name: content.section, content, patientOnly: false, state: "saved" }));
}
