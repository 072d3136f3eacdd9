import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Frame";
import type { StaffCall } from "./state";

/** Asked once. */
export function RemoveSheet(props: { screen: StaffCall; personId: string; onClose: () => void }) {
  const { t } = useWords();
  const { act } = useAround();
  const found = props.screen.inside.find(({ person }) => person.id === props.personId);
  if (!found) return null;
  const { name, id } = found.person;
  const remove = () => {
    act({ kind: "remove", personId: id });
    props.onClose();
  };
  return (
    <Sheet title={t("remove-title", { name })} room onClose={props.onClose}>
      <p>{t("remove-words", { name })}</p>
      <div class="stack tight">
        <Button wide look="stop" onPress={remove}>
          {t("remove-name", { name })}
        </Button>
        <Button wide look="quiet" onPress={props.onClose}>
          {t("keep-person", { name })}
        </Button>
      </div>
    </Sheet>
  );
}
