import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field } from "../components/Field";
import { Sheet } from "../components/Sheet";
import { Help, useAround } from "./Page";
import type { VisitView } from "./state";

export type LocalSheet = "more" | "leave" | "access" | "invite" | "beside" | "stop";

interface Props {
  view: VisitView;
  onOpen: (sheet: LocalSheet) => void;
  onClose: () => void;
}

/** Everything that is not the one thing to do. */
export function MoreSheet({ view, onOpen, onClose }: Props) {
  const { t } = useWords();
  const { act } = useAround();
  const inCall = view.screen.kind === "call";
  const then = (step: () => void) => () => {
    onClose();
    step();
  };
  return (
    <Sheet title={t("more")} room={inCall} onClose={onClose}>
      <div class="stack tight">
        {view.access && (
          <>
            <Button wide look="quiet" icon="eye" onPress={() => onOpen("access")}>
              {t("access-title")}
            </Button>
            <Button wide look="quiet" icon="people" onPress={() => onOpen("invite")}>
              {t("invite-someone")}
            </Button>
            <Button wide look="quiet" icon="eye" onPress={then(() => act({ kind: "see_looks" }))}>
              {t("who-has-looked")}
            </Button>
          </>
        )}
        {inCall && (
          <Button wide look="quiet" icon="turn" onPress={then(() => act({ kind: "turn_camera" }))}>
            {t("turn-camera")}
          </Button>
        )}
        {view.screen.kind === "waiting" && (
          <>
            <Button wide look="quiet" icon="camera" onPress={then(() => act({ kind: "test_again" }))}>
              {t("test-again")}
            </Button>
            <Button wide look="quiet" icon="people" onPress={() => onOpen("beside")}>
              {t("beside-me")}
            </Button>
            <Button wide look="quiet" icon="leave" onPress={() => onOpen("stop")}>
              {t("stop-waiting")}
            </Button>
          </>
        )}
        <Button wide look="bare" onPress={onClose}>
          {t("close")}
        </Button>
      </div>
      <Help />
    </Sheet>
  );
}

/** Someone in the same room, without a phone of their own. */
export function BesideSheet({ onClose }: { onClose: () => void }) {
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
    <Sheet title={t("beside-title")} onClose={onClose}>
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
