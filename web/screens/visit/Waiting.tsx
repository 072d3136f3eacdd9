import { useWords, type Words } from "../../texts/words";
import { Aloud } from "../components/Aloud";
import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { Note } from "../components/Note";
import { Seat } from "../components/Seat";
import { besideWords } from "./beside";
import type { Beside } from "./consent-state";
import { QuietPage } from "./Page";
import type { Waiting } from "./state";

const A_MINUTE_MS = 60_000;
/** More people than this are a number, not seats. */
const SEATS_DRAWN = 3;

const SENTENCES: Record<Waiting["word"], string> = {
  with_someone: "waiting-with-someone",
  very_soon: "waiting-very-soon",
  not_arrived: "waiting-not-arrived",
  nobody_in: "waiting-nobody-in",
  cannot_say: "waiting-cannot-say",
};

/** Know that you are expected, and where in the line. */
export function WaitingScreen({
  screen,
  beside,
  onMore,
}: {
  screen: Waiting;
  /** In the room with the patient. */
  beside: Beside[];
  onMore: () => void;
}) {
  const words = useWords();
  const { t } = words;
  const title = placeWords(words, screen);
  const sentence = t(SENTENCES[screen.word], { clinician: screen.clinician.name });
  return (
    <QuietPage>
      {screen.comingBack && (
        <Note look="sun" icon="turn" live>
          {t("waiting-coming-back")}
        </Note>
      )}
      <section class="card stack mid push">
        <Line screen={screen} />
        <h1 tabIndex={-1}>{title}</h1>
        <p class="soft">{sentence}</p>
        <Aloud text={`${title}. ${sentence}`} atMostEvery={A_MINUTE_MS} />
      </section>
      <Family screen={screen} beside={beside} />
      <div class="stack tight push">
        <p class="soft small mid-text">{t("waiting-put-down")}</p>
        <Button wide look="quiet" icon="more" onPress={onMore}>
          {t("more")}
        </Button>
      </div>
    </QuietPage>
  );
}

function placeWords({ t }: Words, { ahead }: Waiting): string {
  return ahead === undefined ? t("waiting-title") : t("waiting-ahead", { ahead });
}

/** The line, drawn: the clinician, a seat for each person ahead, and "You". */
function Line({ screen }: { screen: Waiting }) {
  const { t } = useWords();
  const ahead = screen.ahead ?? 0;
  const drawn = Math.min(ahead, SEATS_DRAWN);
  const label = t("waiting-line", { clinician: screen.clinician.name, ahead });
  return (
    <div class="line" role="img" aria-label={label}>
      <Seat person={screen.clinician} width="6.5rem" />
      {Array.from({ length: drawn }, (_, place) => (
        <span key={place} class="seat" />
      ))}
      {ahead > drawn && <b class="seat rest">+{ahead - drawn}</b>}
      <span class="seat me">
        <b class="small">{t("you")}</b>
      </span>
    </div>
  );
}

function Family({ screen, beside }: { screen: Waiting; beside: Beside[] }) {
  const words = useWords();
  const { t } = words;
  const clinician = screen.clinician.name;
  const here = screen.family.filter((guest) => guest.here);
  const away = screen.family.filter((guest) => !guest.here);
  if (screen.family.length + beside.length === 0) return null;
  return (
    <ul class="stack tight" aria-live="polite">
      {here.map(({ person }) => (
        <li key={person.id}>
          <Note look="good" icon="tick">
            {t("waiting-family-here", { name: person.name, clinician })}
          </Note>
        </li>
      ))}
      {away.map(({ person }) => (
        <li key={person.id}>
          <Note icon="clock">{t("waiting-family-away", { name: person.name })}</Note>
        </li>
      ))}
      {beside.map((one) => (
        <li key={`${one.name} ${one.with?.id}`}>
          <p class="note">
            <Icon name="people" />
            <span>{besideWords(words, one)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
