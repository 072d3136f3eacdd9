import { useWords } from "../../texts/words";
import { Messages } from "../chat/Messages";
import type { Chat } from "../chat/state";
import { Button } from "../components/Button";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Page";

/** Said with one tap, for who types slowly or cannot speak now. */
const PHRASES = ["yes", "no", "phrase-wait", "phrase-thanks", "phrase-cannot-hear", "phrase-again"];

/** Write and read, in big letters. Messages stay in this visit. */
export function ChatSheet({ chat, room, onClose }: { chat: Chat; room: boolean; onClose: () => void }) {
  const { t } = useWords();
  const { act } = useAround();
  return (
    <Sheet title={t("chat-title")} room={room} onClose={onClose}>
      <Messages chat={chat} act={act} />
      <ul class="phrases" aria-label={t("phrases")}>
        {PHRASES.map((key) => (
          <li key={key}>
            <Button wide look="quiet" onPress={() => act({ kind: "chat_write", text: t(key) })}>
              {t(key)}
            </Button>
          </li>
        ))}
      </ul>
      <Button wide look="bare" onPress={onClose}>
        {t("close")}
      </Button>
    </Sheet>
  );
}
