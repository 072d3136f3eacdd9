import { Said } from "../../texts/Said";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { FreeSeat, Seat, SeatPair } from "../components/Seat";
import { QuietPage, useAround } from "./Page";
import type { Over, SummaryNews, VisitAction } from "./state";

interface Words {
  title: string;
  sentence: string;
  button?: { key: string; action: VisitAction };
}

const PATIENT: Record<Over["reason"], Words> = {
  ended: { title: "over-title", sentence: "over-close" },
  broken_off: {
    title: "over-broken-off",
    sentence: "over-broken-off-words",
    button: { key: "please-call-me", action: { kind: "please_call_me" } },
  },
  you_left: {
    title: "over-you-left",
    sentence: "over-still-goes-on",
    button: { key: "go-back-in", action: { kind: "go_back_in" } },
  },
  reads_later: { title: "over-reads-later", sentence: "over-close" },
  left_the_door: {
    title: "over-stopped-waiting",
    sentence: "over-place-given-up",
    button: { key: "wait-again", action: { kind: "go_back_in" } },
  },
  goes_on: {
    title: "over-goes-on",
    sentence: "over-same-link",
    button: { key: "go-back-in", action: { kind: "go_back_in" } },
  },
  nobody_came: { title: "over-nobody-came", sentence: "over-we-call-today" },
  missed: {
    title: "over-missed",
    sentence: "over-find-new-time",
    button: { key: "call-me", action: { kind: "please_call_me" } },
  },
};

/** A guest learns that it is over, and nothing of how it went. */
const GUEST: Partial<Record<Over["reason"], Words>> = {
  reads_later: { title: "over-reads-later", sentence: "over-guest-reads-later" },
  you_left: PATIENT.you_left,
  goes_on: {
    title: "over-goes-on",
    sentence: "over-knock-again",
    button: { key: "knock-again", action: { kind: "go_back_in" } },
  },
  left_the_door: {
    title: "over-you-left",
    sentence: "over-same-link",
    button: { key: "knock-again", action: { kind: "go_back_in" } },
  },
};
const GUEST_OVER: Words = { title: "over-guest", sentence: "over-guest-thanks" };

/** What is said of the summary in place of "You may close this page". */
const SUMMARY: Record<SummaryNews, { own: string; guest: string } | undefined> = {
  being_written: { own: "over-being-written", guest: "over-guest-being-written" },
  ready: { own: "over-ready", guest: "over-guest-ready" },
  newer: { own: "over-newer", guest: "over-newer" },
  in_error: undefined,
  none: { own: "over-no-summary", guest: "over-no-summary" },
  not_for_you: undefined,
};

const OPENS = new Set<SummaryNews | undefined>(["ready", "newer", "in_error"]);

/** Know what comes. */
export function OverScreen({ screen }: { screen: Over }) {
  const { t } = useWords();
  const guest = screen.me.role !== "patient";
  const words = guest ? (GUEST[screen.reason] ?? GUEST_OVER) : PATIENT[screen.reason];
  const values = { name: screen.me.name, clinician: screen.clinician ?? "" };
  const news = screen.summary && SUMMARY[screen.summary]?.[guest ? "guest" : "own"];
  // "You may close this page" comes after what is still awaited, and not before something to open.
  const isAnswered = (news !== undefined || screen.summary === "in_error") && words === PATIENT.ended;
  return (
    <QuietPage>
      <SeatPair>
        <Seat person={screen.me} width="8rem" />
        <FreeSeat width="6.5rem" />
      </SeatPair>
      <div class="stack tight mid">
        <h1 tabIndex={-1}>{t(words.title, values)}</h1>
        {isAnswered ? null : <p>{t(words.sentence, values)}</p>}
        {news && <p>{t(news, values)}</p>}
        {isAnswered && !OPENS.has(screen.summary) && <p class="soft">{t("over-close")}</p>}
      </div>
      {screen.summary === "in_error" && <WasAMistake />}
      <Deeds screen={screen} button={words.button} />
    </QuietPage>
  );
}

/** Whoever reads it first must know what not to follow, before any code. */
function WasAMistake() {
  const { t } = useWords();
  const { clinic } = useAround();
  return (
    <Note look="stop" icon="warning" live>
      <p>{t("over-mistake")}</p>
      {clinic && (
        <p>
          <Said id="over-mistake-call" values={{ phone: clinic.phone }} />
        </p>
      )}
    </Note>
  );
}

function Deeds({ screen, button }: { screen: Over; button: Words["button"] }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const opens = OPENS.has(screen.summary);
  return (
    <div class="push stack tight">
      {opens && (
        <Button wide busy={busy === "open_summary"} onPress={() => act({ kind: "open_summary" })}>
          {t("open-summary")}
        </Button>
      )}
      {button && (
        <Button
          wide
          look={opens ? "quiet" : "filled"}
          busy={busy === button.action.kind}
          onPress={() => act(button.action)}
        >
          {t(button.key)}
        </Button>
      )}
      {screen.mayAskWhoLooked && (
        <Button wide look="bare" icon="eye" onPress={() => act({ kind: "see_looks" })}>
          {t("who-has-looked")}
        </Button>
      )}
    </div>
  );
}
