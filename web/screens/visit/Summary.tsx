import type { AlsoReads, OwnSummary } from "../../generated/notes";
import { PSEUDO } from "../../texts/pseudo";
import { Said } from "../../texts/Said";
import { day, inZone, useWords, type Words, WordsContext } from "../../texts/words";
import { Brand } from "../components/Brand";
import { Button } from "../components/Button";
import { Language } from "../components/Language";
import { Note } from "../components/Note";
import { Pill } from "../components/Pill";
import { Seat } from "../components/Seat";
import { Sections, Theirs } from "../summary/Sections";
import { languageName, sectionList } from "../summary/words";
import { Help, useAround } from "./Page";
import type { ReadSummary } from "./state";

interface Props {
  screen: ReadSummary;
  onAccess: () => void;
}

/** Know what to do tomorrow. */
export function SummaryScreen({ screen, onAccess }: Props) {
  const own = useWords();
  const { clinic, onLanguage } = useAround();
  return (
    <WordsContext.Provider value={inZone(own, screen.summary.zone)}>
      <main class="summary">
        <header class="row top">
          <Brand name={clinic?.name} />
          <Language onChange={onLanguage} />
        </header>
        <From screen={screen} />
        <Notices screen={screen} />
        <Sections
          sections={screen.summary.sections}
          language={screen.summary.language}
          isOwn={isOwn(screen)}
          phone={screen.summary.clinic.phone}
        />
        <Others screen={screen} onAccess={onAccess} />
        <Deeds screen={screen} />
        <Help />
      </main>
    </WordsContext.Provider>
  );
}

const isOwn = ({ me }: ReadSummary): boolean => me.role === "patient";

function From({ screen }: { screen: ReadSummary }) {
  const { t } = useWords();
  const { signed_by, signed_at, patient_first_name } = screen.summary;
  return (
    <div class="row">
      <Seat person={screen.clinician} width="4.5rem" />
      <div>
        <h1 tabIndex={-1}>
          {t(isOwn(screen) ? "summary-title" : "summary-title-of", { patient: patient_first_name })}
        </h1>
        <p class="soft small">{t("summary-from", { clinician: signed_by, day: day(new Date(signed_at)) })}</p>
        {!isOwn(screen) && <p class="small">{t("summary-shared", { patient: patient_first_name })}</p>}
      </div>
    </div>
  );
}

/** What must be known before anything is read. */
function Notices({ screen: { summary, isEarlier } }: { screen: ReadSummary }) {
  const words = useWords();
  const { t } = words;
  if (summary.mistake) return <Mistake summary={summary} />;
  const speaks = words.language === PSEUDO ? "en" : words.language;
  return (
    <>
      {!summary.valid && <NotValid isEarlier={isEarlier} />}
      {summary.valid && summary.correction && <Corrected summary={summary} />}
      {summary.went_on && <Note icon="clock">{t("summary-went-on")}</Note>}
      {speaks !== summary.language && (
        <p class="soft small">
          {t("summary-language", {
            clinician: summary.signed_by,
            language: languageName(words, summary.language),
          })}
        </p>
      )}
    </>
  );
}

function Mistake({ summary: { mistake, clinic } }: { summary: OwnSummary }) {
  const { t } = useWords();
  return (
    <Note look="stop" icon="warning">
      {mistake === "wrong_person" ? (
        <p class="big">{t("summary-wrong-person")}</p>
      ) : (
        <>
          <p class="big">{t("summary-mistake")}</p>
          <p>
            <Said id="summary-mistake-call" values={{ phone: clinic.phone }} />
          </p>
        </>
      )}
    </Note>
  );
}

/** Of whoever is not to read the correction, this one is the last that they had. */
function NotValid({ isEarlier }: { isEarlier: boolean }) {
  const { t } = useWords();
  const { act } = useAround();
  return (
    <Note look="stop" icon="away">
      <p class="big">{t("summary-not-valid")}</p>
      {isEarlier && (
        <Button look="quiet" onPress={() => act({ kind: "open_summary" })}>
          {t("summary-see-present")}
        </Button>
      )}
    </Note>
  );
}

function Corrected({ summary: { correction, earlier, signed_by, gets, language } }: { summary: OwnSummary }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const before = earlier.at(-1);
  if (!correction) return null;
  return (
    <Note look="sun" icon="pen">
      <p>
        <b>{t("summary-corrected", { clinician: signed_by, day: day(new Date(correction.at)) })}</b>
      </p>
      {correction.words && (
        <p>
          <Theirs language={language}>{correction.words}</Theirs>
        </p>
      )}
      {correction.changed.length > 0 && (
        <p>{t("summary-changed", { parts: sectionList(words, correction.changed, gets === "whole") })}</p>
      )}
      {before && !before.mistake && (
        <Button
          look="bare"
          start
          busy={busy === "see_version"}
          onPress={() => act({ kind: "see_version", id: before.id })}
        >
          {t("summary-see-earlier")}
        </Button>
      )}
    </Note>
  );
}

/** Who else has it, and the way to change that. */
function Others({ screen, onAccess }: Props) {
  const words = useWords();
  const { t } = words;
  if (screen.summary.also_reads.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t("summary-also-has")}</h2>
      {screen.summary.also_reads.map((other) => (
        <p key={other.person_id} class="row wrap tight">
          <Pill icon="people">
            <bdi>{other.first_name}</bdi>
          </Pill>
          <span class="small soft">{hasWords(words, other)}</span>
        </p>
      ))}
      {screen.mayChangeAccess && (
        <Button look="bare" start onPress={onAccess}>
          {t("summary-change-access")}
        </Button>
      )}
    </section>
  );
}

function hasWords(words: Words, { gets }: AlsoReads): string {
  if (gets === "everything" || gets === "whole") return words.t("has-everything");
  return words.t("has-parts", { parts: sectionList(words, ["actions", "medicines", "help"], true) });
}

function Deeds({ screen }: { screen: ReadSummary }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  return (
    <div class="push stack tight no-print">
      {!screen.summary.mistake && (
        <Button wide look="quiet" icon="print" onPress={() => window.print()}>
          {t("print")}
        </Button>
      )}
      {screen.mayAskWhoLooked && (
        <Button
          wide
          look="quiet"
          icon="eye"
          busy={busy === "see_looks"}
          onPress={() => act({ kind: "see_looks" })}
        >
          {t("who-has-looked")}
        </Button>
      )}
      <Button wide look="bare" onPress={() => act({ kind: "close_summary" })}>
        {t("close")}
      </Button>
    </div>
  );
}
