import { useState } from "preact/hooks";
import { day, time, useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { Pill } from "../components/Pill";
import { FreeSeat, Seat } from "../components/Seat";
import { AwaySheet } from "./AwaySheet";
import { Frame, PathLink, Stale, useAround } from "./Frame";
import { companionWords, nameAndAge, ReadinessPill, StatePill } from "./pills";
import { sortWord } from "./sorts";
import type { DayRow, Today, WaitingRow } from "./state";

const NOON = 12;
const EVENING = 18;

/** The clinician's day: let in the next person. */
export function TodayScreen({ screen }: { screen: Today }) {
  const words = useWords();
  const { t } = words;
  const { me } = useAround();
  const finished = screen.visits.filter((visit) => visit.state === "ended").length;
  return (
    <Frame current="home">
      <div class="row wrap">
        <h1 tabIndex={-1}>{t(greeting(screen.now), { name: me?.name ?? "" })}</h1>
        <span class="soft">
          {t("today-counts", { day: day(screen.now), visits: screen.visits.length, finished })}
        </span>
      </div>
      <Stale fresh={screen.fresh} />
      {screen.open && <StillOpen open={screen.open} />}
      {screen.offered.map((visit) => (
        <Offered key={visit.visitId} visit={visit} />
      ))}
      {screen.justFinished && <JustFinished visit={screen.justFinished} />}
      <WaitingNow screen={screen} />
      <AllOfToday visits={screen.visits} />
    </Frame>
  );
}

function greeting(now: Date): string {
  if (now.getHours() < NOON) return "good-morning";
  return now.getHours() < EVENING ? "good-afternoon" : "good-evening";
}

function StillOpen({ open }: { open: NonNullable<Today["open"]> }) {
  const { t } = useWords();
  const { act } = useAround();
  return (
    <Note look="sun" icon="camera">
      <p>{t("still-open", { patient: open.patient })}</p>
      <Button onPress={() => act({ kind: "go_back", visitId: open.visitId })}>{t("go-back-to-visit")}</Button>
    </Note>
  );
}

function JustFinished({ visit }: { visit: NonNullable<Today["justFinished"]> }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  return (
    <Note icon="tick">
      <p>{t("just-finished", { patient: visit.patient })}</p>
      <PathLink to={{ page: "summary", visitId: visit.visitId }} look="btn">
        {t("write-the-summary")}
      </PathLink>
      <Button
        look="quiet"
        busy={busy === "reopen"}
        onPress={() => act({ kind: "reopen", visitId: visit.visitId })}
      >
        {t("go-on-after-all")}
      </Button>
    </Note>
  );
}

/** A colleague wishes to hand a visit over: it moves when this clinician takes it. */
function Offered({ visit }: { visit: Today["offered"][number] }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  return (
    <Note look="sun" icon="people" live>
      <p>{t("offered-to-you", { name: visit.from, patient: visit.patient })}</p>
      <Button
        look="quiet"
        busy={busy === "accept_hand_over"}
        onPress={() => act({ kind: "accept_hand_over", visitId: visit.visitId })}
      >
        {t("take-over", { patient: visit.patient })}
      </Button>
    </Note>
  );
}

function WaitingNow({ screen }: { screen: Today }) {
  const { t } = useWords();
  const { waiting } = screen;
  const longest = Math.max(0, ...waiting.map((row) => row.waitedMinutes));
  return (
    <section class="card stack" aria-labelledby="waiting-now">
      <div class="row wrap">
        <h2 id="waiting-now">{t("waiting-now")}</h2>
        <Pill look={waiting.length > 0 ? "sun" : "none"} icon="people">
          {t("people-count", { count: waiting.length })}
        </Pill>
        {waiting.length > 0 && <span class="soft end num">{t("longest-wait", { minutes: longest })}</span>}
      </div>
      {waiting.length === 0 ? (
        <NobodyWaits screen={screen} />
      ) : (
        <ul class="rows">
          {waiting.map((row, place) => (
            <Waits key={row.visitId} row={row} first={place === 0 && !screen.open} live={screen.fresh.live} />
          ))}
        </ul>
      )}
    </section>
  );
}

function NobodyWaits({ screen: { next, visits } }: { screen: Today }) {
  const { t } = useWords();
  const key = next ? "nobody-waits-next" : visits.length === 0 ? "no-visits" : "nobody-waits";
  const values = next ? { patient: next.patient, time: time(next.at) } : {};
  return (
    <div class="stack mid">
      <FreeSeat width="3.5rem" />
      <p>{t(key, values)}</p>
    </div>
  );
}

function Waits({ row, first, live }: { row: WaitingRow; first: boolean; live: boolean }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const [asking, setAsking] = useState(false);
  const letIn = () => act({ kind: "let_in", visitId: row.visitId });
  return (
    <li class="waiting-row">
      <Seat person={row.patient} width="3.25rem" />
      <div class="who">
        <p class="big">{nameAndAge(words, row.patient.name, row.age)}</p>
        <p class="soft num">{timeAndSort(words, row)}</p>
      </div>
      <div class="wait">
        <p class="num">
          <b>{t("waits-minutes", { minutes: row.waitedMinutes })}</b>
        </p>
        <p class="soft">
          {row.companions.length === 0
            ? t("waits-alone")
            : t("waits-with", { people: companionWords(words, row.companions) })}
        </p>
      </div>
      <div class="trouble row wrap tight">
        <ReadinessPill readiness={row.readiness} />
      </div>
      <div class="act">
        <Button
          wide
          look={first ? "filled" : "quiet"}
          off={!live}
          busy={first && busy === "let_in"}
          label={t("let-in-name", { name: row.patient.name })}
          onPress={row.readiness === "away" ? () => setAsking(true) : letIn}
        >
          {t("let-in")}
        </Button>
      </div>
      {asking && <AwaySheet patient={row.patient.name} onCall={letIn} onClose={() => setAsking(false)} />}
    </li>
  );
}

function timeAndSort(words: Words, { at, sort }: WaitingRow): string {
  const { t } = words;
  if (!sort) return t("time-only", { time: time(at) });
  return t("time-and-sort", { time: time(at), sort: sortWord(words, sort) });
}

function AllOfToday({ visits }: { visits: DayRow[] }) {
  const words = useWords();
  const { t } = words;
  if (visits.length === 0) return null;
  return (
    <section class="card stack tight table" aria-labelledby="all-of-today">
      <h2 id="all-of-today">{t("all-of-today")}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("column-time")}</th>
            <th scope="col">{t("column-patient")}</th>
            <th scope="col">{t("column-visit")}</th>
            <th scope="col">{t("column-state")}</th>
            <th scope="col">{t("column-details")}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr
              key={visit.visitId}
              class={visit.state === "in_visit" || visit.state === "waiting" ? "now" : ""}
            >
              <td class="num">
                <b>{t("time-only", { time: time(visit.at) })}</b>
              </td>
              <th scope="row">{nameAndAge(words, visit.patient, visit.age)}</th>
              <td class="soft">{visit.sort && sortWord(words, visit.sort)}</td>
              <td>
                <StatePill state={visit.state} since={visit.since} />
              </td>
              <td>
                {visit.toWrite && (
                  <PathLink to={{ page: "summary", visitId: visit.visitId }} look="btn bare start">
                    {t("write-the-summary")}
                    <span class="aloud">{visit.patient}</span>
                  </PathLink>
                )}
                <PathLink to={{ page: "visit", visitId: visit.visitId }} look="btn bare start">
                  {t("open")}
                  <span class="aloud">{visit.patient}</span>
                </PathLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
