import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Page";

interface Props {
  /** Known in a call; not said to who is outside of it. */
  clinician?: string;
  what: "leave" | "stop_waiting";
  onClose: () => void;
}

/** Asked once before going: what it means, and that one may come back. */
export function LeaveSheet({ clinician, what, onClose }: Props) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const leaving = what === "leave";
  return (
    <Sheet title={t(leaving ? "leave-title" : "stop-title")} room={clinician !== undefined} onClose={onClose}>
      <p>
        {leaving
          ? t(clinician === undefined ? "over-same-link" : "leave-words", { clinician: clinician ?? "" })
          : t("stop-words")}
      </p>
      <div class="stack tight">
        <Button wide onPress={onClose}>
          {t(leaving ? "stay" : "stop-keep")}
        </Button>
        <Button wide look="quiet" icon="leave" busy={busy === what} onPress={() => act({ kind: what })}>
          {t(leaving ? "leave" : "stop-waiting")}
        </Button>
      </div>
    </Sheet>
  );
}
