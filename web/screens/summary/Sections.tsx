import type { ComponentChildren } from "preact";
import type {
  Actions,
  Decisions,
  GetHelp,
  Medicines,
  NextAppointment,
  Questions,
  Tests,
} from "../../generated/notes";
import { telephone } from "../../texts/Said";
import { day, time, useWords } from "../../texts/words";
import { LinkButton } from "../components/Button";
import { Icon } from "../components/Icon";
import { Pill } from "../components/Pill";
import { MEDICINE_CHANGES, numberIn, type Section, sectionTitle } from "./words";

interface Props {
  sections: readonly Section[];
  /** That of the words; the headings are in the page's. */
  language: string;
  /** The reader is the patient. */
  isOwn: boolean;
  /** Whom to call when the words name nobody. */
  phone?: string | undefined;
}

/** What somebody may read of a summary, in the patient's order. */
export function Sections({ sections, language, isOwn, phone }: Props) {
  return (
    <>
      {sections.map((section) => (
        <One key={section.section} section={section} language={language} isOwn={isOwn} phone={phone} />
      ))}
    </>
  );
}

interface OneProps extends Omit<Props, "sections"> {
  section: Section;
}

function One({ section, language, isOwn, phone }: OneProps) {
  const words = useWords();
  if (section.section === "main_message") {
    return (
      <p class="note big">
        <Theirs language={language}>{section.text}</Theirs>
      </p>
    );
  }
  return (
    <section class="stack tight">
      <h2>{sectionTitle(words, section.section, isOwn)}</h2>
      <Body section={section} language={language} isOwn={isOwn} phone={phone} />
    </section>
  );
}

function Body({ section, language, isOwn, phone }: OneProps) {
  switch (section.section) {
    case "main_message":
      return null;
    case "decisions":
      return <DecisionList section={section} language={language} />;
    case "actions":
      return <ActionList section={section} language={language} />;
    case "medicines":
      return <MedicineList section={section} language={language} isOwn={isOwn} />;
    case "tests":
      return <TestList section={section} language={language} />;
    case "help":
      return <HelpNote section={section} language={language} phone={phone} />;
    case "questions":
      return <QuestionList section={section} language={language} />;
    case "next_appointment":
      return <Next section={section} language={language} />;
  }
}

/** Words of the clinician, in the language in which they were written; line ends as typed. */
export function Theirs({ language, children }: { language: string; children: ComponentChildren }) {
  return (
    <span lang={language} dir="auto" class="theirs">
      {children}
    </span>
  );
}

/** Nothing where nothing was written. */
function Line({ text, language, look }: { text: string; language: string; look: string }) {
  if (!text.trim()) return null;
  return (
    <p class={look}>
      <Theirs language={language}>{text}</Theirs>
    </p>
  );
}

function DecisionList({ section, language }: { section: Decisions; language: string }) {
  return (
    <ul class="card stack">
      {section.items.map(({ what, why }, place) => (
        <li key={place}>
          <Line text={what} language={language} look="big" />
          <Line text={why} language={language} look="soft" />
        </li>
      ))}
    </ul>
  );
}

function ActionList({ section, language }: { section: Actions; language: string }) {
  const { t } = useWords();
  if (section.items.length === 0) return <p>{t("nothing-to-do")}</p>;
  return (
    <ol class="stack tight">
      {section.items.map(({ what, when, how }, place) => (
        <li key={place} class="card row numbered">
          <span class="pill sun big" aria-hidden="true">
            {place + 1}
          </span>
          <div>
            <Line text={what} language={language} look="big" />
            <Line text={when} language={language} look="soft" />
            <Line text={how} language={language} look="soft" />
          </div>
        </li>
      ))}
    </ol>
  );
}

function MedicineList({
  section,
  language,
  isOwn,
}: {
  section: Medicines;
  language: string;
  isOwn: boolean;
}) {
  const { t } = useWords();
  if (section.items.length === 0) return <p>{t(isOwn ? "no-change-own" : "no-change")}</p>;
  return (
    <ul class="card stack">
      {section.items.map(({ change, name, how, why }, place) => {
        const { key, look, icon } = MEDICINE_CHANGES[change];
        return (
          <li key={place}>
            <Pill look={look} icon={icon}>
              {t(key)}
            </Pill>
            <Line text={name} language={language} look="big" />
            <Line text={how} language={language} look="soft" />
            <Line text={why} language={language} look="soft" />
          </li>
        );
      })}
    </ul>
  );
}

function TestList({ section, language }: { section: Tests; language: string }) {
  return (
    <ul class="stack tight">
      {section.items.map(({ what, when, where }, place) => (
        <li key={place} class="row">
          <Icon name="test" />
          <div>
            <Line text={what} language={language} look="" />
            <Line text={when} language={language} look="soft" />
            <Line text={where} language={language} look="soft" />
          </div>
        </li>
      ))}
    </ul>
  );
}

function HelpNote({
  section: { signs, call },
  language,
  phone,
}: {
  section: GetHelp;
  language: string;
  phone: string | undefined;
}) {
  const { t } = useWords();
  const number = numberIn(call) ?? (call.trim() ? undefined : phone);
  return (
    <div class="note stop">
      <Icon name="warning" />
      <div class="stack tight wide">
        {signs.map((sign, place) => (
          <Line key={place} text={sign} language={language} look="" />
        ))}
        {call.trim() !== number && <Line text={call} language={language} look="strong" />}
        {number && (
          <LinkButton look="stop" icon="phone" href={telephone(number)}>
            {t("call-number", { phone: number })}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

function QuestionList({ section, language }: { section: Questions; language: string }) {
  return (
    <ul class="card stack">
      {section.items.map(({ question, answer }, place) => (
        <li key={place}>
          <Line text={question} language={language} look="strong" />
          <Line text={answer} language={language} look="" />
        </li>
      ))}
    </ul>
  );
}

function Next({ section: { text, at }, language }: { section: NextAppointment; language: string }) {
  const { t } = useWords();
  const when = at ? new Date(at) : undefined;
  return (
    <div class="row">
      <Icon name="calendar" />
      <div>
        {when && <p>{t("next-at", { day: day(when), time: time(when) })}</p>}
        <Line text={text} language={language} look="" />
      </div>
    </div>
  );
}
