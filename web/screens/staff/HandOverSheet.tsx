import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Choice } from "../components/Choice";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Frame";
import type { StaffCall, VisitDetail } from "./state";

interface Props {
  screen: StaffCall | VisitDetail;
  room?: boolean;
  onClose: () => void;
}

/** Offer the visit to a colleague. Nothing moves until the colleague accepts. */
export function HandOverSheet({ screen, room, onClose }: Props) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [to, setTo] = useState<string | null>(null);
  const offer = () => {
    if (!to) return;
    act({ kind: "offer_hand_over", visitId: screen.visitId, to });
    onClose();
  };
  return (
    <Sheet title={t("hand-over-title")} note={t("hand-over-note")} room={room ?? false} onClose={onClose}>
      <fieldset>
        <legend>{t("hand-over-to")}</legend>
        {screen.colleagues.map(({ id, name }) => (
          <Choice key={id} name="colleague" checked={to === id} onChoose={() => setTo(id)}>
            <bdi>{name}</bdi>
          </Choice>
        ))}
      </fieldset>
      <div class="stack tight">
        <Button wide off={!to} about="hand-over-choose" busy={busy === "offer_hand_over"} onPress={offer}>
          {t("hand-over-do")}
        </Button>
        {!to && (
          <p id="hand-over-choose" class="soft small">
            {t("hand-over-choose")}
          </p>
        )}
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </div>
    </Sheet>
  );
}
