import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import type { AccessEntry } from "./consent-state";
import { useAround } from "./Page";
import { type Choosing, isChosen, NOTHING_CHOSEN, ScopesFields } from "./ScopesFields";

/** What somebody may, made less or more. What was agreed stands in the boxes. */
export function ChangeYes({ entry, onDone }: { entry: AccessEntry; onDone: () => void }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [chosen, choose] = useState<Choosing>(entry.scopes ?? NOTHING_CHOSEN);
  const { id, name } = entry.person;
  const leavesNothing = !chosen.join && chosen.reads === "nothing";
  const save = () => {
    if (!isChosen(chosen) || leavesNothing) return;
    act({ kind: "change_yes", personId: id, scopes: chosen });
    onDone();
  };
  return (
    <div class="stack" role="group" aria-label={t("change-for", { name })}>
      <ScopesFields name={name} chosen={chosen} onChoose={choose} withJoin />
      <div class="stack tight">
        <p id="change-about" class="small soft" role="status">
          {t(leavesNothing ? "change-leaves-nothing" : "consent-change", { name })}
        </p>
        <Button
          wide
          off={!isChosen(chosen) || leavesNothing}
          about="change-about"
          busy={busy === "change_yes"}
          onPress={save}
        >
          {t("save")}
        </Button>
        <Button wide look="quiet" onPress={onDone}>
          {t("leave-as-it-is")}
        </Button>
      </div>
    </div>
  );
}
