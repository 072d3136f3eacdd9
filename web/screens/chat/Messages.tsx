import { useEffect, useRef, useState } from "preact/hooks";
import { time, useWords } from "../../texts/words";
import { Aloud } from "../components/Aloud";
import { Button } from "../components/Button";
import type { Chat, ChatAction, ChatLine } from "./state";
import { Writing } from "./Writing";

interface Props {
  chat: Chat;
  act: (action: ChatAction) => void;
}

/** Read and write messages. New ones are read aloud, and the list stays at its end while the end is in sight. */
export function Messages({ chat, act }: Props) {
  const { t } = useWords();
  const [editing, setEditing] = useState<string | null>(null);
  const list = useAtItsEnd(chat.lines.length);
  useEffect(() => {
    act({ kind: "chat_seen", open: true });
    return () => act({ kind: "chat_seen", open: false });
  }, []);
  const last = chat.lines.at(-1);
  return (
    <div class="messages">
      <Aloud
        text={
          last && !last.own && !last.withdrawn ? t("chat-aloud", { name: last.name, text: last.text }) : ""
        }
      />
      <div class="lines" ref={list} {...SCROLLS} role="region" aria-label={t("chat-list")}>
        {chat.lines.length === 0 && <p class="soft">{t("chat-empty")}</p>}
        <ol class="stack tight">
          {chat.lines.map((line) => (
            <li key={line.id} class={line.own ? "message own" : "message"}>
              {editing === line.id ? (
                <Edit line={line} act={act} onDone={() => setEditing(null)} />
              ) : (
                <Line line={line} act={act} onEdit={() => setEditing(line.id)} />
              )}
            </li>
          ))}
        </ol>
      </div>
      <p class="typing soft small">{chat.typing.length > 0 && typingWords(t, chat.typing)}</p>
      <Writing chat={chat} act={act} />
    </div>
  );
}

/** A list that scrolls is reached by keyboard, too. */
const SCROLLS = { tabIndex: 0 };

const typingWords = (t: ReturnType<typeof useWords>["t"], [first, ...more]: string[]): string =>
  more.length > 0 ? t("chat-several-write") : t("chat-writes", { name: first ?? "" });

function Line({ line, act, onEdit }: { line: ChatLine; act: Props["act"]; onEdit: () => void }) {
  const { t } = useWords();
  const may = line.own && !line.withdrawn && line.state === "sent";
  return (
    <>
      <p class="small">
        <b>
          <bdi>{line.own ? t("you") : line.name}</bdi>
        </b>{" "}
        <span class="soft num">{t("chat-at", { time: time(line.at) })}</span>{" "}
        {line.edited && !line.withdrawn && <span class="soft">{t("chat-edited")}</span>}
      </p>
      <p class={line.withdrawn ? "soft words" : "words"} dir="auto">
        {line.withdrawn ? t("chat-was-withdrawn") : line.text}
      </p>
      {line.state === "sending" && <p class="small soft">{t("chat-sending")}</p>}
      {line.state === "not_sent" && (
        <p class="row wrap tight">
          <span class="problem small">{t("chat-not-sent")}</span>
          <Button look="bare" onPress={() => act({ kind: "chat_again", id: line.id })}>
            {t("try-again")}
          </Button>
        </p>
      )}
      {may && (
        <div class="row tight">
          <Button look="bare" label={t("chat-edit-label", { text: line.text })} onPress={onEdit}>
            {t("chat-edit")}
          </Button>
          <Button
            look="bare"
            label={t("chat-withdraw-label", { text: line.text })}
            onPress={() => act({ kind: "chat_withdraw", id: line.id })}
          >
            {t("chat-withdraw")}
          </Button>
        </div>
      )}
    </>
  );
}

function Edit({ line, act, onDone }: { line: ChatLine; act: Props["act"]; onDone: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState(line.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const save = (event: Event) => {
    event.preventDefault();
    const changed = text.trim();
    if (changed && changed !== line.text) act({ kind: "chat_edit", id: line.id, text: changed });
    onDone();
  };
  return (
    <form class="stack tight" onSubmit={save}>
      <textarea
        ref={field}
        class="field"
        rows={2}
        dir="auto"
        aria-label={t("chat-edit-field")}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      />
      <div class="row tight">
        <Button submit>{t("chat-save")}</Button>
        <Button look="bare" onPress={onDone}>
          {t("chat-keep")}
        </Button>
      </div>
    </form>
  );
}

/** How near to its end a list counts as read to the end, in pixels. */
const NEAR = 80;

function useAtItsEnd(length: number) {
  const list = useRef<HTMLDivElement>(null);
  const wasNear = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const look = () => {
      wasNear.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, []);
  useEffect(() => {
    const element = list.current;
    if (element && wasNear.current) element.scrollTop = element.scrollHeight;
  }, [length]);
  return list;
}
