import { useWords } from "../../texts/words";
import { Choice } from "../components/Choice";
import type { SummaryScope } from "../people";

const CHOICES: Record<SummaryScope, string> = {
  everything: "reads-everything",
  actions: "reads-actions",
  nothing: "reads-nothing",
};

interface Props {
  name: string;
  chosen: SummaryScope | null;
  onChoose: (reads: SummaryScope) => void;
}

/** What a guest may read afterwards. */
export function Reads({ name, chosen, onChoose }: Props) {
  const { t } = useWords();
  return (
    <fieldset>
      <legend>{name ? t("reads-question", { name }) : t("reads-question-nameless")}</legend>
      {(Object.keys(CHOICES) as SummaryScope[]).map((reads) => (
        <Choice key={reads} name="reads" checked={chosen === reads} onChoose={() => onChoose(reads)}>
          {t(CHOICES[reads])}
        </Choice>
      ))}
    </fieldset>
  );
}
