import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field } from "../components/Field";
import { Note } from "../components/Note";
import { FreeSeat } from "../components/Seat";
import { QuietPage, useAround } from "./Page";
import type { Unlock } from "./state";

const CODE_LENGTH = 6;

interface Words {
  title: string;
  sentence?: string;
}

const WORDS: Record<Unlock["step"], Words> = {
  send: { title: "unlock-send", sentence: "unlock-send-words" },
  enter: { title: "unlock-enter", sentence: "unlock-enter-words" },
  own: { title: "unlock-enter", sentence: "unlock-own-words" },
  desk: { title: "unlock-enter", sentence: "unlock-desk-words" },
  choose: { title: "unlock-choose", sentence: "unlock-choose-words" },
};

/** The note below says the rest. */
const CLOSED: Words = { title: "unlock-wait" };

/** Show that it is you. */
export function UnlockScreen({ screen }: { screen: Unlock }) {
  const { t } = useWords();
  const { act, clinic } = useAround();
  const { title, sentence } = screen.closedMinutes === undefined ? WORDS[screen.step] : CLOSED;
  const values = { to: unbroken(screen.sentTo), phone: clinic?.phone ?? "" };
  return (
    <QuietPage>
      <div class="pair push">
        <FreeSeat width="6rem" />
      </div>
      <div class="stack tight mid">
        <h1 tabIndex={-1}>{t(title)}</h1>
        {sentence && <p>{t(sentence, values)}</p>}
      </div>
      <div class="push stack tight">
        {screen.closedMinutes !== undefined ? (
          <Note look="stop" icon="lock" live>
            {t("unlock-closed", { minutes: screen.closedMinutes })}
          </Note>
        ) : (
          <Form screen={screen} />
        )}
        <Button wide look="bare" onPress={() => act({ kind: "close_summary" })}>
          {t("not-now")}
        </Button>
      </div>
    </QuietPage>
  );
}

function Form({ screen: { step, wrong } }: { screen: Unlock }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [code, setCode] = useState("");
  const again = () => act({ kind: "summary_code_send" });
  if (step === "send") {
    return (
      <Button wide busy={busy === "summary_code_send"} onPress={again}>
        {t("unlock-send-do")}
      </Button>
    );
  }
  const sets = step === "choose";
  const open = (event: Event) => {
    event.preventDefault();
    if (code.length === CODE_LENGTH) act({ kind: sets ? "summary_code_set" : "summary_code", code });
  };
  return (
    <form class="card stack" onSubmit={open}>
      <Field
        label={t("unlock-code")}
        value={code}
        onValue={(typed) => setCode(typed.replace(/\D/g, "").slice(0, CODE_LENGTH))}
        inputMode="numeric"
        autoComplete={step === "enter" ? "one-time-code" : "off"}
        maxLength={CODE_LENGTH}
        problem={wrong && t("unlock-wrong", { tries: wrong.triesLeft })}
        required
      />
      <Button wide submit busy={busy === "summary_code" || busy === "summary_code_set"}>
        {t(sets ? "unlock-choose-do" : "open")}
      </Button>
      {step === "enter" && (
        <Button wide look="bare" busy={busy === "summary_code_send"} onPress={again}>
          {t("unlock-again")}
        </Button>
      )}
    </form>
  );
}

/** A masked address stays on one line where it fits. */
const unbroken = (address: string): string => address.replace("…", "\u2060…\u2060");
