import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { FreeSeat, Seat, SeatPair } from "../components/Seat";
import { QuietPage, useAround } from "./Page";
import type { Over, VisitAction } from "./state";

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

/** Know what comes. */
export function OverScreen({ screen }: { screen: Over }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const guest = screen.me.role !== "patient";
  const words = guest ? (GUEST[screen.reason] ?? GUEST_OVER) : PATIENT[screen.reason];
  const values = { name: screen.me.name, clinician: screen.clinician ?? "" };
  const { button } = words;
  return (
    <QuietPage>
      <SeatPair>
        <Seat person={screen.me} width="8rem" />
        <FreeSeat width="6.5rem" />
      </SeatPair>
      <div class="stack tight mid">
        <h1 tabIndex={-1}>{t(words.title, values)}</h1>
        <p>{t(words.sentence, values)}</p>
      </div>
      <div class="push">
        {button && (
          <Button wide busy={busy === button.action.kind} onPress={() => act(button.action)}>
            {t(button.key)}
          </Button>
        )}
      </div>
    </QuietPage>
  );
}
