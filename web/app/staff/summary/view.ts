/** The summary's editor as one pure function of what is known. */
import type { Editor, ReaderCard, VersionCard, VersionView } from "../../../generated/notes";
import type { VisitDetail } from "../../../generated/session";
import type { StaffScreen } from "../../../screens/staff/state";
import type { Delivery, Draft, Present, Reader } from "../../../screens/staff/summary-state";
import type { DraftModel, SummaryModel } from "./model";

export function summaryScreen(model: SummaryModel | undefined, visit: VisitDetail | undefined): StaffScreen {
  const editor = model?.editor;
  if (!editor || !visit) return { kind: "loading" };
  const present = presentOf(editor, visit);
  return {
    kind: "summary",
    visitId: visit.id,
    patient: visit.patient.name,
    endedAt: new Date(editor.visit.ended_at),
    language: model.language ?? editor.present?.language ?? editor.visit.language,
    patientReads: editor.visit.language,
    maySign: editor.may_sign,
    ...(editor.draft && model.draft ? { draft: draftOf(editor.draft, model.draft) } : {}),
    ...(present ? { present } : {}),
    ...(editor.readers ? { readers: editor.readers.filter(mayRead).map(readerOf) } : {}),
    deliveries: editor.deliveries.map((card) => deliveryOf(card, editor)),
    ...(model.problem ? { problem: model.problem } : {}),
    ...(model.preview ? { preview: previewOf(model.preview, editor) } : {}),
  };
}

function draftOf(version: VersionView, { sections, savedAt, isSaved, isKept }: DraftModel): Draft {
  return {
    number: version.number,
    sections: version.sections.flatMap(({ section: name }) => {
      const entry = sections.get(name);
      if (!entry) return [];
      const { content, patientOnly, state, theirs } = entry;
      return [
        { name, content, patientOnly, state, ...(theirs ? { theirs: { content: theirs.content } } : {}) },
      ];
    }),
    saving: isSaved ? "saved" : isKept ? "kept" : "not_kept",
    ...(savedAt ? { savedAt } : {}),
    ...(version.reason ? { reason: version.reason } : {}),
  };
}

function presentOf({ present, versions }: Editor, visit: VisitDetail): Present | undefined {
  const last = versions.at(-1);
  if (!present) return last?.state === "waived" ? waivedOf(last, visit) : undefined;
  const wasMistake = present.state === "entered_in_error";
  return {
    number: present.number,
    state: wasMistake ? "in_error" : "signed",
    at: new Date((wasMistake ? present.ended_at : present.signed_at) ?? present.created_at),
    by: nameOf(wasMistake ? present.ended_by : present.signed_by, visit),
    sections: present.sections.map(({ content }) => content),
    ...(present.ended_reason ? { reason: present.ended_reason } : {}),
    ...(present.mistake ? { mistake: present.mistake } : {}),
    isBroken: present.intact === false,
    wentOn: present.went_on,
  };
}

const waivedOf = (version: VersionCard, visit: VisitDetail): Present => ({
  number: version.number,
  state: "waived",
  at: new Date(version.ended_at ?? version.created_at),
  by: nameOf(version.ended_by, visit),
  sections: [],
  ...(version.ended_reason ? { reason: version.ended_reason } : {}),
  isBroken: false,
  wentOn: false,
});

function nameOf(personId: string | null, { clinician, people }: VisitDetail): string {
  if (personId === clinician.id) return clinician.short_name;
  return people.find(({ person_id }) => person_id === personId)?.name ?? "";
}

const mayRead = ({ role }: ReaderCard): boolean => role === "patient" || role === "guest";

const readerOf = ({ person_id, first_name, relationship, role, gets }: ReaderCard): Reader => ({
  id: person_id,
  name: first_name,
  ...(relationship ? { relation: relationship } : {}),
  isPatient: role === "patient",
  gets,
});

const deliveryOf = (card: Editor["deliveries"][number], { readers }: Editor): Delivery => ({
  personId: card.person_id,
  name: readers?.find(({ person_id }) => person_id === card.person_id)?.first_name ?? "",
  number: card.number,
  news: card.news,
  state: card.opened_at ? "opened" : card.state,
  at: new Date(card.opened_at ?? card.at),
});

function previewOf(
  preview: NonNullable<SummaryModel["preview"]>,
  { readers }: Editor,
): { name: string; isPatient: boolean; sections: typeof preview.sections } {
  const reader = readers?.find(({ person_id }) => person_id === preview.person_id);
  return { name: preview.first_name, isPatient: reader?.role === "patient", sections: preview.sections };
}
