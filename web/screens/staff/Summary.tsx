import { useId, useState } from "preact/hooks";
import { day, LANGUAGES, time, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Box } from "../components/Choice";
import { Note } from "../components/Note";
import { Pill } from "../components/Pill";
import { Seat } from "../components/Seat";
import { Sections } from "../summary/Sections";
import { languageName, sectionTitle } from "../summary/words";
import { Frame, PathLink, useAround } from "./Frame";
import { SummaryAside } from "./SummaryAside";
import { SectionFields } from "./SummaryFields";
import { type EditorSheet, SummarySheets } from "./SummarySheets";
import type { Draft, DraftSection, Present, SummaryEditor } from "./summary-state";

interface Props {
  screen: SummaryEditor;
  sheet?: EditorSheet | undefined;
}

/** Sign something that the patient can act on. */
export function SummaryScreen({ screen, sheet: first }: Props) {
  const { t } = useWords();
  const [sheet, setSheet] = useState<EditorSheet | null>(first ?? null);
  return (
    <Frame current="none">
      <div class="two">
        <div class="stack">
          <div class="row wrap">
            <Seat person={{ role: "patient" }} width="3.25rem" />
            <div>
              <h1 tabIndex={-1}>{t("editor-title", { patient: screen.patient })}</h1>
              <p class="soft">
                {t("editor-of", {
                  day: day(screen.endedAt),
                  time: time(screen.endedAt),
                })}
              </p>
            </div>
            {screen.draft && <Saving draft={screen.draft} />}
          </div>
          {screen.problem && (
            <Note look="sun" icon="warning" live>
              {t(PROBLEMS[screen.problem])}
            </Note>
          )}
          {screen.draft ? (
            <Writing draft={screen.draft} screen={screen} />
          ) : (
            screen.present && <Signed present={screen.present} screen={screen} />
          )}
        </div>
        <SummaryAside screen={screen} onSheet={setSheet} />
      </div>
      <SummarySheets screen={screen} sheet={sheet} onClose={() => setSheet(null)} />
    </Frame>
  );
}

const PROBLEMS: Record<NonNullable<SummaryEditor["problem"]>, string> = {
  changed: "editor-changed",
  nothing_written: "editor-nothing-written",
  too_many_actions: "editor-too-many",
  people_unknown: "editor-people-unknown",
  visit_not_ended: "editor-not-ended",
  not_responsible: "editor-not-responsible",
  signed_elsewhere: "editor-signed-elsewhere",
  not_saved: "editor-not-saved",
  refused: "editor-refused",
};

/** Says "saved" only of what the server has. */
function Saving({ draft }: { draft: Draft }) {
  const { t } = useWords();
  return (
    <span class="end" role="status">
      {draft.saving !== "saved" ? (
        <Pill look="sun" icon="pen">
          {t(draft.saving === "kept" ? "draft-kept" : "draft-not-saved")}
        </Pill>
      ) : (
        <Pill look="none" icon="pen">
          <span class="num">
            {draft.savedAt ? t("draft-saved", { time: time(draft.savedAt) }) : t("draft-empty")}
          </span>
        </Pill>
      )}
    </span>
  );
}

const HINTS: Partial<Record<DraftSection["name"], string>> = {
  main_message: "hint-main-message",
  actions: "hint-actions",
};

function Writing({ draft, screen }: { draft: Draft; screen: SummaryEditor }) {
  const { t } = useWords();
  return (
    <>
      {draft.reason && (
        <Note icon="pen">
          <p>
            <b>{t("editor-corrects")}</b>
          </p>
          <p class="theirs">{draft.reason}</p>
        </Note>
      )}
      <WrittenIn screen={screen} />
      <section class="card stack" aria-label={t("editor-words")}>
        {draft.sections.map((section) => (
          <Part key={section.name} section={section} screen={screen} />
        ))}
      </section>
    </>
  );
}

/** Words are read in the voice of their language: whoever writes says which one it is. */
function WrittenIn({ screen: { language, patientReads, patient } }: { screen: SummaryEditor }) {
  const words = useWords();
  const { t } = words;
  const { act } = useAround();
  const id = useId();
  const codes = [...new Set([...Object.keys(LANGUAGES), language, patientReads])];
  return (
    <div class="row wrap tight">
      <label for={id}>{t("written-in")}</label>
      <select
        id={id}
        class="field short"
        value={language}
        onChange={(event) => act({ kind: "write_in", language: event.currentTarget.value })}
      >
        {codes.map((code) => (
          <option key={code} value={code}>
            {languageName(words, code)}
          </option>
        ))}
      </select>
      {patientReads !== language && (
        <span class="small" role="status">
          {t("reads-another", { patient, language: languageName(words, patientReads) })}
        </span>
      )}
    </div>
  );
}

function Part({ section, screen }: { section: DraftSection; screen: SummaryEditor }) {
  const words = useWords();
  const { t } = words;
  const { act } = useAround();
  const { name, content, patientOnly } = section;
  const hint = HINTS[name];
  return (
    <section class="stack tight" aria-labelledby={`part-${name}`}>
      <div class="row wrap tight">
        <b id={`part-${name}`}>{sectionTitle(words, name, false)}</b>
        {hint && <span class="soft small">{t(hint)}</span>}
        <span class="end">
          <Box
            checked={patientOnly}
            onCheck={(only) => act({ kind: "type_section", content, patientOnly: only })}
          >
            <span class="small soft">{t("patient-only", { patient: screen.patient })}</span>
          </Box>
        </span>
      </div>
      <SectionFields
        section={content}
        language={screen.language}
        onSection={(typed) => act({ kind: "type_section", content: typed, patientOnly })}
      />
      {section.state === "conflict" && <Conflict section={section} screen={screen} />}
    </section>
  );
}

/** Both texts, and a person decides. */
function Conflict({ section, screen }: { section: DraftSection; screen: SummaryEditor }) {
  const { t } = useWords();
  const { act } = useAround();
  const settle = (whose: "mine" | "theirs") => () =>
    act({ kind: "settle_section", name: section.name, whose });
  return (
    <Note look="sun" icon="people" live>
      <p>
        <b>{t("conflict-title")}</b>
      </p>
      <p class="small soft">{t("conflict-theirs")}</p>
      {section.theirs && (
        <div class="stack tight">
          <Sections sections={[section.theirs.content]} language={screen.language} isOwn={false} />
        </div>
      )}
      <div class="row wrap">
        <Button look="quiet" onPress={settle("mine")}>
          {t("conflict-keep-mine")}
        </Button>
        <Button look="quiet" onPress={settle("theirs")}>
          {t("conflict-take-theirs")}
        </Button>
      </div>
    </Note>
  );
}

const STATES: Record<Present["state"], string> = {
  signed: "present-signed",
  in_error: "present-in-error",
  waived: "present-waived",
};

/** What was signed, to read. */
function Signed({ present, screen }: { present: Present; screen: SummaryEditor }) {
  const words = useWords();
  const { t } = words;
  const values = { name: present.by, day: day(present.at), time: time(present.at) };
  return (
    <>
      <Note
        look={present.state === "signed" ? "good" : present.state === "in_error" ? "stop" : "calm"}
        icon={present.state === "signed" ? "tick" : "warning"}
      >
        <p>
          <b>{t(STATES[present.state], values)}</b>
        </p>
        {present.mistake && (
          <p>{t(present.mistake === "wrong_person" ? "mistake-wrong-person" : "mistake-wrong-words")}</p>
        )}
        {present.reason && <p class="theirs">{present.reason}</p>}
      </Note>
      {present.isBroken && (
        <Note look="stop" icon="warning">
          {t("present-broken")}
        </Note>
      )}
      {present.wentOn && (
        <Note look="sun" icon="clock">
          {t("present-went-on")}
        </Note>
      )}
      {present.sections.length > 0 && screen.language !== screen.patientReads && (
        <p class="soft small">{t("signed-in", { language: languageName(words, screen.language) })}</p>
      )}
      {present.sections.length > 0 && (
        <section class="card stack as-read" aria-label={t("editor-words")}>
          <Sections sections={filled(present)} language={screen.language} isOwn={false} />
        </section>
      )}
      <PathLink to={{ page: "visit", visitId: screen.visitId }} look="btn bare start">
        {t("open-the-visit")}
      </PathLink>
    </>
  );
}

/** Sections that say something, as their readers see it. */
function filled({ sections }: Present): Present["sections"] {
  return sections.filter((section) => {
    switch (section.section) {
      case "main_message":
      case "next_appointment":
        return section.text.trim() !== "";
      case "help":
        return section.signs.length > 0 || section.call.trim() !== "";
      case "actions":
        return section.nothing || section.items.length > 0;
      case "medicines":
        return true;
      default:
        return section.items.length > 0;
    }
  });
}
