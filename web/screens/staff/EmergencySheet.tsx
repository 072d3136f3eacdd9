import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field } from "../components/Field";
import { Note } from "../components/Note";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Frame";
import { personOf } from "./people-of-call";
import type { StaffCall } from "./state";

/** In danger one person may come in without a yes: with a reason, and asked once more. */
export function EmergencySheet(props: { screen: StaffCall; personId: string; onClose: () => void }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { screen, personId, onClose } = props;
  const [reason, setReason] = useState("");
  const [isSure, setSure] = useState(false);
  const person = personOf(screen, personId);
  if (!person) return null;
  const knock = screen.knocks.find((one) => one.person.id === personId);
  const values = { name: person.name, patient: screen.called };
  const next = (event: Event) => {
    event.preventDefault();
    if (!isSure) {
      setSure(true);
      return;
    }
    act({ kind: "emergency", personId, reason: reason.trim() });
    onClose();
  };
  return (
    <Sheet title={t("emergency-title", values)} note={t("emergency-note", values)} room onClose={onClose}>
      <form class="stack" onSubmit={next}>
        {knock?.consent === "must_not_meet" && (
          <Note look="stop" icon="warning">
            {t("emergency-must-not-meet", { ...values, other: knock.mustNotMeet ?? t("somebody-here") })}
          </Note>
        )}
        <Field
          label={t("emergency-reason")}
          hint={t("emergency-reason-hint", values)}
          value={reason}
          onValue={setReason}
          required
        />
        {isSure && (
          <Note look="sun" icon="warning" live>
            {t("emergency-sure", values)}
          </Note>
        )}
        <Button wide submit look="stop" busy={busy === "emergency"}>
          {t(isSure ? "emergency-do" : "emergency-next", values)}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </form>
    </Sheet>
  );
}
