import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field } from "../components/Field";
import type { IconName } from "../components/Icon";
import { Sheet } from "../components/Sheet";
import type { LocalSheet } from "./inside";
import { Help, useAround } from "./Page";
import type { VisitAction, VisitView } from "./state";

interface Props {
  view: VisitView;
  onOpen: (sheet: LocalSheet) => void;
  onClose: () => void;
}

interface Offer {
  key: string;
  icon: IconName;
  does: { opens: LocalSheet } | { action: VisitAction };
}

/** Everything that is not the one thing to do. */
export function MoreSheet({ view, onOpen, onClose }: Props) {
  const { t } = useWords();
  const { act } = useAround();
  const unread = view.chat?.unread ?? 0;
  const take = ({ does }: Offer) => {
    if ("opens" in does) return onOpen(does.opens);
    onClose();
    act(does.action);
  };
  return (
    <Sheet title={t("more")} room={view.screen.kind === "call"} onClose={onClose}>
      <div class="stack tight">
        {offersOf(view).map((offer) => (
          <Button key={offer.key} wide look="quiet" icon={offer.icon} onPress={() => take(offer)}>
            {offer.key === "chat-title" && unread > 0 ? t("chat-unread", { count: unread }) : t(offer.key)}
          </Button>
        ))}
        <Button wide look="bare" onPress={onClose}>
          {t("close")}
        </Button>
      </div>
      <Help />
    </Sheet>
  );
}

function offersOf({ screen, access, chat, biggerWords }: VisitView): Offer[] {
  const inCall = screen.kind === "call";
  const isWaiting = screen.kind === "waiting";
  const offers: (Offer | false)[] = [
    chat !== undefined && { key: "chat-title", icon: "message", does: { opens: "chat" } },
    access !== undefined && { key: "access-title", icon: "eye", does: { opens: "access" } },
    access !== undefined && { key: "invite-someone", icon: "people", does: { opens: "invite" } },
    { key: "beside-me", icon: "people", does: { opens: "beside" } },
    {
      key: biggerWords ? "usual-words" : "bigger-words",
      icon: "letters",
      does: { action: { kind: "bigger_words", on: !biggerWords } },
    },
    inCall && { key: "turn-camera", icon: "turn", does: { action: { kind: "turn_camera" } } },
    isWaiting && { key: "test-again", icon: "camera", does: { action: { kind: "test_again" } } },
    access !== undefined && { key: "who-has-looked", icon: "eye", does: { action: { kind: "see_looks" } } },
    isWaiting && { key: "stop-waiting", icon: "leave", does: { opens: "stop" } },
  ];
  return offers.filter((offer) => offer !== false);
}

/** Someone in the same room, without a phone of their own. */
export function BesideSheet({ room, onClose }: { room: boolean; onClose: () => void }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [name, setName] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    if (!name.trim()) return;
    act({ kind: "beside_me", name: name.trim() });
    onClose();
  };
  return (
    <Sheet title={t("beside-title")} room={room} onClose={onClose}>
      <form class="stack" onSubmit={send}>
        <Field label={t("beside-name")} hint={t("beside-why")} value={name} onValue={setName} required />
        <Button wide submit busy={busy === "beside_me"}>
          {t("beside-tell")}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("not-now")}
        </Button>
      </form>
    </Sheet>
  );
}
