import { telephone } from "../../texts/Said";
import { day, time, useWords } from "../../texts/words";
import { Button, LinkButton } from "../components/Button";
import { Pill } from "../components/Pill";
import { FreeSeat } from "../components/Seat";
import { Frame, PathLink, Stale, useAround } from "./Frame";
import { companionWords, ReadinessPill, StatePill } from "./pills";
import type { Board, BoardRow, TroubleCard } from "./state";

const WHY: Record<TroubleCard["why"], string> = {
  check_failed: "why-check-failed",
  camera_and_microphone_refused: "why-refused",
  sound_only: "why-sound-only",
  weak: "why-weak",
  not_sent: "why-not-sent",
  wrong_person: "why-wrong-person",
  asked_for_call: "why-asked-for-call",
  away: "why-away",
  no_contact: "why-no-contact",
  still_waiting: "why-still-waiting",
  still_waiting_at_days_end: "why-still-waiting-at-days-end",
  came_after_no_show: "why-came-after-no-show",
  came_and_left: "why-came-and-left",
  protected_pair: "why-protected-pair",
  abandoned: "why-abandoned",
  summary_not_sent: "why-summary-not-sent",
};

/** The front desk's day: call whoever has trouble, before the visit. No reason for any visit. */
export function BoardScreen({ screen }: { screen: Board }) {
  const { t } = useWords();
  const waiting = screen.rows.filter((row) => row.state === "waiting").length;
  const finished = screen.rows.filter((row) => row.state === "ended").length;
  return (
    <Frame current="home">
      <div class="row wrap">
        <h1 tabIndex={-1}>{t("board-title", { day: day(screen.now) })}</h1>
        <span class="soft">{t("board-counts", { visits: screen.rows.length, finished, waiting })}</span>
        <span class="end row wrap tight">
          <Pill icon="people">{t("board-waiting", { waiting })}</Pill>
          <Pill
            look={screen.troubles.length > 0 ? "sun" : "good"}
            icon={screen.troubles.length > 0 ? "warning" : "tick"}
          >
            {t("board-need-a-call", { count: screen.troubles.length })}
          </Pill>
          <Pill look={screen.roomsWork ? "good" : "stop"} icon={screen.roomsWork ? "tick" : "warning"}>
            {t(screen.roomsWork ? "rooms-work" : "rooms-trouble")}
          </Pill>
        </span>
      </div>
      <Stale fresh={screen.fresh} />
      {!screen.roomsWork && <p>{t("rooms-trouble-words")}</p>}
      {screen.troubles.length > 0 && (
        <section class="cards" aria-label={t("board-need-a-call", { count: screen.troubles.length })}>
          {screen.troubles.map((trouble) => (
            <Card key={trouble.visitId + trouble.why} trouble={trouble} />
          ))}
        </section>
      )}
      {screen.rows.length === 0 ? <NoVisits /> : <AllVisits rows={screen.rows} />}
    </Frame>
  );
}

function Card({ trouble }: { trouble: TroubleCard }) {
  const { t } = useWords();
  return (
    <section class="card knock stack tight">
      <div class="row">
        <h2>
          <bdi>{trouble.patient}</bdi>
        </h2>
        <Pill look="none" icon="clock" end>
          <span class="num">
            {trouble.isEarlier
              ? t("on-day", { day: day(trouble.at) })
              : t("at-time", { time: time(trouble.at) })}
          </span>
        </Pill>
      </div>
      <p>{t(WHY[trouble.why])}</p>
      <div class="row wrap">
        {trouble.phone && (
          <LinkButton icon="phone" href={telephone(trouble.phone)}>
            {t("call-number", { phone: trouble.phone })}
          </LinkButton>
        )}
        <SecondAction trouble={trouble} />
      </div>
    </section>
  );
}

/** Reasons that no later fact clears: they stay until somebody of the desk has done something about them. */
const STAYS = new Set<TroubleCard["why"]>([
  "asked_for_call",
  "wrong_person",
  "still_waiting",
  "still_waiting_at_days_end",
  "came_after_no_show",
  "came_and_left",
  "protected_pair",
  "abandoned",
  "summary_not_sent",
]);

/** What helps besides a call; everything else is in the visit's detail. */
function SecondAction({ trouble }: { trouble: TroubleCard }) {
  const { t } = useWords();
  const { act } = useAround();
  const { visitId, patient, why } = trouble;
  return (
    <>
      <PathLink to={{ page: "visit", visitId }} look="btn quiet">
        {t("open-the-visit")}
        <span class="aloud">{patient}</span>
      </PathLink>
      {STAYS.has(why) && (
        <Button
          look="quiet"
          icon="tick"
          label={t("call-done-label", { patient })}
          onPress={() => act({ kind: "call_done", visitId })}
        >
          {t("call-done")}
        </Button>
      )}
    </>
  );
}

function NoVisits() {
  const { t } = useWords();
  return (
    <section class="card stack mid">
      <FreeSeat width="3.5rem" />
      <p>{t("no-visits")}</p>
    </section>
  );
}

const COLUMNS = [
  "column-time",
  "column-patient",
  "column-clinician",
  "column-state",
  "column-with-them",
  "column-check",
  "column-details",
];

function AllVisits({ rows }: { rows: BoardRow[] }) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard
    <section class="card table" tabIndex={0} aria-label={t("all-of-today")}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.visitId} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { row: BoardRow }) {
  const words = useWords();
  const { t } = words;
  return (
    <tr>
      <td class="num">
        <b>{t("time-only", { time: time(row.at) })}</b>
      </td>
      <th scope="row">
        <bdi>{row.patient}</bdi>
      </th>
      <td class="soft">
        <bdi>{row.clinician}</bdi>
      </td>
      <td>
        <StatePill state={row.state} waited={row.waitedMinutes} />
      </td>
      <td>{companionWords(words, row.companions)}</td>
      <td>
        <ReadinessPill readiness={row.readiness} />
      </td>
      <td>
        <PathLink to={{ page: "visit", visitId: row.visitId }} look="btn bare start">
          {t("open")}
          <span class="aloud">{row.patient}</span>
        </PathLink>
      </td>
    </tr>
  );
}
