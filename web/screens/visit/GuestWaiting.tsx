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
  room_full: "knocked-room-full",
  new_device: "knocked-new-device",
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
      {screen.picture && <Picture {...screen.picture} />}
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

/** Who knocks may let the clinic see who it is. Only with a tap, and only the clinic. */
function Picture({ still }: NonNullable<GuestWaiting["picture"]>) {
  const { t } = useWords();
  const { act, busy } = useAround();
  return (
    <div class="stack tight mid">
      {still && <img class="still" src={still} alt={t("you")} />}
      <p class="soft small" role="status">
        {t(still ? "knock-picture-shown" : "knock-picture-why")}
      </p>
      <Button
        look="quiet"
        wide
        icon="camera"
        busy={busy === "show_picture"}
        onPress={() => act({ kind: "show_picture", on: !still })}
      >
        {t(still ? "knock-picture-stop" : "knock-picture-show")}
      </Button>
    </div>
  );
}
