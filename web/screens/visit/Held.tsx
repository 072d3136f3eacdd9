import { Said } from "../../texts/Said";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { Seat } from "../components/Seat";
import { Help, QuietPage } from "./Page";
import type { Held } from "./state";

/** Wait kindly, outside a private moment. No clock, no list of people, no messages, nothing to press. */
export function HeldScreen({ screen, onLeave }: { screen: Held; onLeave: () => void }) {
  const { t } = useWords();
  return (
    <QuietPage help={false}>
      <div class="pair push">
        <Seat person={screen.me} width="min(9rem, 19.5dvh)" />
      </div>
      <div class="stack mid" role="status">
        <h1 tabIndex={-1}>{t("held-title")}</h1>
        <p>{t("held-normal")}</p>
        <p>
          <Said id="held-we-bring-you-back" />
        </p>
      </div>
      <div class="push">
        <Note icon="lock">{t("held-both-ways")}</Note>
      </div>
      <div class="push stack tight">
        <Button wide look="quiet" icon="leave" onPress={onLeave}>
          {t("leave-the-visit")}
        </Button>
        <Help />
      </div>
    </QuietPage>
  );
}
