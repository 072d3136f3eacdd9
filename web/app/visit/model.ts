/** Everything the visit page knows, before it is told as a screen. */
import type { OwnSummary, Status, SummaryLook } from "../../generated/notes";
import type { Look, Me, SecondFact, WhoLooked } from "../../generated/session";
import type { TroubleKind, VisitAction, VisitView } from "../../screens/visit/state";
import type { Line } from "../../sdk";
import type { LiveState } from "../live";

/** What hides everything else until it is solved. */
export type Obstacle = Extract<
  TroubleKind,
  "insecure" | "old_browser" | "broke" | "no_internet" | "link_closed" | "timed_out" | "elsewhere"
>;

/** Times are milliseconds of `Date.now()`. */
export interface VisitModel {
  openedAt: number;
  look: Look | undefined;
  me: Me | undefined;
  obstacle: Obstacle | undefined;
  /** Chosen on this page, and not told to the clinic yet: before the tap nobody's word counts. */
  newLanguage: string | undefined;
  /** "I am someone else." */
  notMe: boolean;
  /** From the check back to the welcome. */
  steppedBack: boolean;
  secondDevice: SecondDeviceModel | undefined;
  /** Asked for a call: the last digits of the number that rings, empty when unknown. */
  callComing: string | undefined;
  linkAskedAt: number | undefined;
  check: CheckModel;
  /** "Go in" was tapped on this page. */
  wentIn: boolean;
  /** The visit went on after it had ended. Nothing opens by itself: the person taps. */
  calledBack: boolean;
  knockedAt: number | undefined;
  /** What staff see of who knocks, and since when. */
  doorPicture: { still: string; at: number } | undefined;
  biggerWords: boolean;
  busy: VisitAction["kind"] | undefined;
  toast: VisitView["toast"];
  /** The answer to this invitation did not arrive. */
  consentFailed: string | undefined;
  /** What was wished about this person did not arrive. */
  accessFailed: string | undefined;
  live: LiveState;
  afterwards: AfterwardsModel;
}

export interface AfterwardsModel {
  /** What becomes of the summary; undefined until it is known. */
  status: Status["state"] | undefined;
  step: "cover" | "unlock" | "read";
  /** How this person shows that it is them. */
  fact: SecondFact | undefined;
  isSent: boolean;
  triesLeft: number | undefined;
  closedMinutes: number | undefined;
  present: OwnSummary | undefined;
  /** An earlier version, looked at in place of the present one. */
  shown: OwnSummary | undefined;
  /** The one that was open here is not the present one any more. */
  isNewer: boolean;
  /** Who has looked, while that list is open; rows are missing until they are there. */
  looks: { rows: WhoLooked[] | undefined; summary: SummaryLook[] } | undefined;
}

export const FRESH_AFTERWARDS: AfterwardsModel = {
  status: undefined,
  step: "cover",
  fact: undefined,
  isSent: false,
  triesLeft: undefined,
  closedMinutes: undefined,
  present: undefined,
  shown: undefined,
  isNewer: false,
  looks: undefined,
};

export interface SecondDeviceModel {
  step: "send" | "enter";
  triesLeft: number | undefined;
  closedMinutes: number | undefined;
}

export interface CheckModel {
  /** The person asked for it: beside the waiting room, or ahead of the day. */
  isWanted: boolean;
  isDoneAhead: boolean;
  /** Since when the microphone has been on. */
  listeningSince: number | undefined;
  loudest: number;
  bell: "asked" | "heard" | "not_heard";
  internet: Line | "measuring";
  /** Camera refused, and the person goes on without it. */
  soundOnly: boolean;
}

export const FRESH_CHECK: CheckModel = {
  isWanted: false,
  isDoneAhead: false,
  listeningSince: undefined,
  loudest: 0,
  bell: "asked",
  internet: "measuring",
  soundOnly: false,
};

export const newModel = (openedAt: number, live: LiveState): VisitModel => ({
  openedAt,
  look: undefined,
  me: undefined,
  obstacle: undefined,
  newLanguage: undefined,
  notMe: false,
  steppedBack: false,
  secondDevice: undefined,
  callComing: undefined,
  linkAskedAt: undefined,
  check: FRESH_CHECK,
  wentIn: false,
  calledBack: false,
  knockedAt: undefined,
  doorPicture: undefined,
  biggerWords: false,
  busy: undefined,
  toast: undefined,
  consentFailed: undefined,
  accessFailed: undefined,
  live,
  afterwards: FRESH_AFTERWARDS,
});
