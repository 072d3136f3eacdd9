import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Sheet } from "../components/Sheet";

/** Whoever is next is away just now: asked once, then a message goes out. */
export function AwaySheet(props: { patient: string; onCall: () => void; onClose: () => void }) {
  const { t } = useWords();
  const { patient } = props;
  const call = () => {
    props.onClose();
    props.onCall();
  };
  return (
    <Sheet title={t("away-title", { patient })} onClose={props.onClose}>
      <p>{t("away-words", { patient })}</p>
      <div class="stack tight">
        <Button wide onPress={call}>
          {t("away-call")}
        </Button>
        <Button wide look="bare" onPress={props.onClose}>
          {t("not-now")}
        </Button>
      </div>
    </Sheet>
  );
}
