import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { Seat } from "../components/Seat";
import { QuietPage, useAround } from "./Page";
import type { GuestWaiting } from "./state";

const WORDS: Record<GuestWaiting["word"], string> = {
  knocked: "knocked-stay",
  they_know: "knocked-they-know",
  not_yet: "knocked-not-yet",
};

/** A guest has knocked. No place, no clinician, nobody else's name until the clinic lets them in. */
export function GuestWaitingScreen({ screen }: { screen: GuestWaiting }) {
  const { t } = useWords();
  const { act, busy, clinic } = useAround();
  return (
    <QuietPage>
      {screen.comingBack && (
        <Note look="sun" icon="turn" live>
          {t("waiting-coming-back")}
        </Note>
      )}
      <div class="pair push">
        <Seat person={screen.me} width="9rem" />
      </div>
      <div class="stack tight mid push">
        <h1 tabIndex={-1}>{t("knocked-title")}</h1>
        <p role="status">{t(WORDS[screen.word])}</p>
        {clinic && <p class="soft">{t("knocked-clinic-knows", { clinic: clinic.name })}</p>}
      </div>
      <div class="stack tight push">
        <Button look="quiet" wide onPress={() => act({ kind: "test_again" })}>
          {t("test-again")}
        </Button>
        <Button
          look="bare"
          wide
          icon="leave"
          busy={busy === "stop_waiting"}
          onPress={() => act({ kind: "stop_waiting" })}
        >
          {t("stop-waiting")}
        </Button>
      </div>
    </QuietPage>
  );
}
