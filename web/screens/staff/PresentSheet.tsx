import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Choice } from "../components/Choice";
import { Field } from "../components/Field";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Frame";
import { calledIn } from "./people-of-call";
import type { StaffCall } from "./state";

/** The clinician hears or sees that somebody sits beside a person of the call, or beside the clinician. */
export function PresentSheet({ screen, onClose }: { screen: StaffCall; onClose: () => void }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [beside, setBeside] = useState(screen.patient.id);
  const [name, setName] = useState("");
  const others = screen.inside.map(({ person }) => person).filter(({ id }) => id !== screen.patient.id);
  const note = (event: Event) => {
    event.preventDefault();
    act({ kind: "name_present", personId: beside, name: name.trim() });
    onClose();
  };
  return (
    <Sheet title={t("present-title")} note={t("present-note")} room onClose={onClose}>
      <form class="stack" onSubmit={note}>
        <Field label={t("present-name")} value={name} onValue={setName} autoComplete="off" required />
        <fieldset>
          <legend>{t("present-with")}</legend>
          {[screen.patient, ...others].map((person) => (
            <Choice
              key={person.id}
              name="beside"
              checked={beside === person.id}
              onChoose={() => setBeside(person.id)}
            >
              <bdi>{calledIn(screen, person)}</bdi>
            </Choice>
          ))}
          <Choice name="beside" checked={beside === screen.me.id} onChoose={() => setBeside(screen.me.id)}>
            {t("present-with-me")}
          </Choice>
        </fieldset>
        <Button wide submit busy={busy === "name_present"}>
          {t("present-do")}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </form>
    </Sheet>
  );
}
