import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field } from "../components/Field";
import { Note } from "../components/Note";
import { FreeSeat } from "../components/Seat";
import { QuietPage, useAround } from "./Page";
import type { SecondDevice } from "./state";

const CODE_LENGTH = 6;

/** Another phone or computer of the same person: a code shows that it is theirs. */
export function SecondDeviceScreen({ screen }: { screen: SecondDevice }) {
  const { t } = useWords();
  return (
    <QuietPage>
      <div class="pair push">
        <FreeSeat width="6rem" />
      </div>
      <div class="stack tight mid">
        <h1 tabIndex={-1}>{t(screen.step === "send" ? "code-title" : "code-enter-title")}</h1>
        <p>{t(screen.step === "send" ? "code-why" : "code-sent", { to: unbroken(screen.sentTo) })}</p>
      </div>
      {screen.closedMinutes !== undefined ? (
        <div class="push">
          <Note look="stop" icon="lock" live>
            {t("code-closed", { minutes: screen.closedMinutes })}
          </Note>
        </div>
      ) : (
        <CodeForm screen={screen} />
      )}
    </QuietPage>
  );
}

function CodeForm({ screen }: { screen: SecondDevice }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [code, setCode] = useState("");
  const sending = busy === "send_code";
  if (screen.step === "send") {
    return (
      <div class="push">
        <Button wide busy={sending} onPress={() => act({ kind: "send_code" })}>
          {t("code-send")}
        </Button>
      </div>
    );
  }
  const open = (event: Event) => {
    event.preventDefault();
    if (code.length === CODE_LENGTH) act({ kind: "open_with_code", code });
  };
  return (
    <form class="card stack push" onSubmit={open}>
      <Field
        label={t("code-label")}
        value={code}
        onValue={(typed) => setCode(typed.replace(/\D/g, "").slice(0, CODE_LENGTH))}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={CODE_LENGTH}
        problem={screen.wrong && t("code-wrong", { tries: screen.wrong.triesLeft })}
        required
      />
      <Button wide submit busy={busy === "open_with_code"}>
        {t("open")}
      </Button>
      <Button wide look="bare" busy={sending} onPress={() => act({ kind: "send_code" })}>
        {t("code-again")}
      </Button>
    </form>
  );
}

/** A masked address stays on one line where it fits. */
const unbroken = (address: string): string => address.replace("…", "\u2060…\u2060");
