import { useId, useState } from "preact/hooks";
import { listLanguage, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { type Chat, type ChatAction, LONGEST_MESSAGE } from "./state";

/** Write a message: Enter sends, Shift and Enter begins a line. */
export function Writing({ chat, act }: { chat: Chat; act: (action: ChatAction) => void }) {
  const { t, language } = useWords();
  const [text, setText] = useState("");
  const id = useId();
  const send = (event: Event) => {
    event.preventDefault();
    if (!text.trim()) return;
    act({ kind: "chat_write", text: text.trim() });
    setText("");
  };
  const type = (typed: string) => {
    setText(typed);
    if (typed) act({ kind: "chat_typing" });
  };
  const { readers } = chat;
  return (
    <form class="stack tight writing" onSubmit={send}>
      <label for={id}>
        <b>{t("chat-field")}</b>
      </label>
      <textarea
        id={id}
        class="field"
        rows={2}
        dir="auto"
        maxLength={LONGEST_MESSAGE}
        value={text}
        aria-describedby={readers ? `${id}-readers` : undefined}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While a word is being composed, Enter belongs to the keyboard.
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
        }}
      />
      {readers && (
        <p id={`${id}-readers`} class="small soft">
          {readers.length > 0
            ? t("chat-readers", { people: new Intl.ListFormat(listLanguage(language)).format(readers) })
            : t("chat-no-readers")}
        </p>
      )}
      <Button submit off={!text.trim()}>
        {t("chat-send")}
      </Button>
    </form>
  );
}
