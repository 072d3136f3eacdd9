import { useState } from "preact/hooks";
import { useWords, type Words } from "../../texts/words";
import { Brand } from "../components/Brand";
import { Button } from "../components/Button";
import { Field } from "../components/Field";
import { Language } from "../components/Language";
import { Note } from "../components/Note";
import { useAround } from "./Frame";
import type { SignIn } from "./state";

/** Get in. */
export function SignInScreen({ screen }: { screen: SignIn }) {
  const words = useWords();
  const { t } = words;
  const { act, busy, onLanguage } = useAround();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { problem } = screen;
  const calm = problem?.what === "timed_out" || problem?.what === "signed_out";
  const send = (event: Event) => {
    event.preventDefault();
    act({ kind: "sign_in", name: name.trim(), password });
  };
  return (
    <div class="page staff">
      <main class="sign-in">
        <header class="row narrow">
          <Brand name="Beside" />
          <Language onChange={onLanguage} />
        </header>
        <form class="card stack narrow" onSubmit={send}>
          <h1 tabIndex={-1}>{t("sign-in-title")}</h1>
          {problem && (
            <Note look={calm ? "calm" : "stop"} icon={calm ? "clock" : "warning"} live>
              {problemWords(words, problem)}
            </Note>
          )}
          <Field label={t("sign-in-name")} value={name} onValue={setName} autoComplete="username" required />
          <Field
            label={t("sign-in-password")}
            value={password}
            onValue={setPassword}
            type="password"
            autoComplete="current-password"
            required
          />
          <Button wide submit busy={busy === "sign_in"}>
            {t("sign-in")}
          </Button>
        </form>
      </main>
    </div>
  );
}

function problemWords({ t }: Words, problem: NonNullable<SignIn["problem"]>): string {
  switch (problem.what) {
    case "wrong":
      return t("sign-in-wrong");
    case "closed":
      return t("sign-in-closed", { minutes: problem.minutes });
    case "timed_out":
      return t("sign-in-timed-out", { minutes: problem.minutes });
    case "signed_out":
      return t("sign-in-signed-out");
    case "no_answer":
      return t("sign-in-no-answer");
  }
}
