import { useState } from "preact/hooks";
import { useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import { Box, Choice } from "../components/Choice";
import { Sheet } from "../components/Sheet";
import type { Person, SummaryScope } from "../people";
import { relationWord } from "../relations";
import { useAround } from "./Frame";
import { personOf } from "./people-of-call";
import type { CallSheet } from "./sheets";
import type { StaffCall } from "./state";

const READS: Record<SummaryScope, string> = {
  everything: "aloud-reads-everything",
  actions: "aloud-reads-actions",
  nothing: "aloud-reads-nothing",
};

/** The button that opens it. */
export function AskAloud({ person, onSheet }: { person: Person; onSheet: (sheet: CallSheet) => void }) {
  const { t } = useWords();
  return (
    <Button
      look="bare"
      label={t("ask-aloud-label", { name: person.name })}
      onPress={() => onSheet({ aloud: person.id })}
    >
      {t("ask-aloud")}
    </Button>
  );
}

/** The patient says yes aloud: words to read, boxes for what was heard, and the patient's own undo afterwards. */
export function SaidAloudSheet(props: { screen: StaffCall; personId: string; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const { screen, personId, onClose } = props;
  const [chat, setChat] = useState(false);
  const [files, setFiles] = useState(false);
  const [reads, setReads] = useState<SummaryScope | null>(null);
  const person = personOf(screen, personId);
  if (!person) return null;
  const { name } = person;
  // Whoever looks on reads nothing afterwards.
  const asksForReads = person.role === "guest";
  const isChosen = !asksForReads || reads !== null;
  const patient = screen.called;
  const question = questionWords(words, person);
  const yes = () => {
    if (!isChosen) return;
    const scopes = { chat, files, ...(asksForReads && reads ? { reads } : {}) };
    act({ kind: "said_aloud_yes", personId, words: question, scopes });
    onClose();
  };
  const no = () => {
    act({ kind: "said_aloud_no", personId, words: question });
    onClose();
  };
  return (
    <Sheet title={t("aloud-title", { patient })} note={t("aloud-note", { patient })} room onClose={onClose}>
      <p>{t("aloud-read")}</p>
      <blockquote class="read-aloud">{question}</blockquote>
      <fieldset>
        <legend>{t("aloud-may-also", { name })}</legend>
        <Box checked={chat} onCheck={setChat}>
          {t("aloud-messages")}
        </Box>
        <Box checked={files} onCheck={setFiles}>
          {t("aloud-files")}
        </Box>
      </fieldset>
      {asksForReads && (
        <fieldset>
          <legend>{t("aloud-reads", { name })}</legend>
          {(Object.keys(READS) as SummaryScope[]).map((each) => (
            <Choice key={each} name="reads" checked={reads === each} onChoose={() => setReads(each)}>
              {t(READS[each])}
            </Choice>
          ))}
        </fieldset>
      )}
      <div class="stack tight">
        <Button wide off={!isChosen} about="aloud-choose" busy={busy === "said_aloud_yes"} onPress={yes}>
          {t("aloud-yes", { patient })}
        </Button>
        {!isChosen && (
          <p id="aloud-choose" class="soft small">
            {t("aloud-choose")}
          </p>
        )}
        <Button wide look="quiet" busy={busy === "said_aloud_no"} onPress={no}>
          {t("aloud-no", { patient })}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </div>
    </Sheet>
  );
}

function questionWords(
  words: Words,
  { name, relation, role }: NonNullable<ReturnType<typeof personOf>>,
): string {
  const { t } = words;
  if (role === "observer") return t("aloud-question-observer", { name });
  return relation
    ? t("aloud-question", { name, relation: relationWord(words, relation) })
    : t("aloud-question-name", { name });
}
