import { time, useWords, type Words } from "../../texts/words";
import type { IconName } from "../components/Icon";
import { Pill, type PillLook } from "../components/Pill";
import { nameAndRelation } from "../relations";
import type { Companion, DayState, Readiness } from "./state";

interface Word {
  key: string;
  look: PillLook;
  icon: IconName;
}

const READINESS: Record<Readiness, Word> = {
  ready: { key: "ready", look: "good", icon: "tick" },
  sound_only: { key: "ready-sound-only", look: "sun", icon: "cameraOff" },
  weak: { key: "ready-weak", look: "sun", icon: "weak" },
  away: { key: "ready-away", look: "sun", icon: "away" },
  put_down: { key: "ready-put-down", look: "plain", icon: "phone" },
  call_needed: { key: "ready-call-needed", look: "stop", icon: "phone" },
  check_failed: { key: "ready-check-failed", look: "stop", icon: "cross" },
  not_checked: { key: "ready-not-checked", look: "none", icon: "clock" },
};

const DAY: Record<DayState, Word> = {
  expected: { key: "state-expected", look: "none", icon: "clock" },
  waiting: { key: "state-waiting", look: "plain", icon: "door" },
  in_visit: { key: "state-in-visit", look: "good", icon: "camera" },
  interrupted: { key: "state-interrupted", look: "sun", icon: "turn" },
  ended: { key: "state-ended", look: "good", icon: "tick" },
  cancelled: { key: "state-cancelled", look: "none", icon: "cross" },
  no_show: { key: "state-no-show", look: "sun", icon: "away" },
  missed: { key: "state-missed", look: "sun", icon: "away" },
};

export function ReadinessPill({ readiness }: { readiness: Readiness }) {
  const { t } = useWords();
  const { key, look, icon } = READINESS[readiness];
  return (
    <Pill look={look} icon={icon}>
      {t(key)}
    </Pill>
  );
}

/** The state of a visit; with how long someone waits or when it was called off, where that helps. */
export function StatePill(props: { state: DayState; since?: Date | undefined; waited?: number | undefined }) {
  const { t } = useWords();
  const { key, look, icon } = DAY[props.state];
  return (
    <Pill look={look} icon={icon}>
      <span class="num">{stateWords(t, key, props)}</span>
    </Pill>
  );
}

function stateWords(
  t: Words["t"],
  key: string,
  { state, since, waited }: { state: DayState; since?: Date | undefined; waited?: number | undefined },
): string {
  if (state === "waiting" && waited !== undefined) return t("state-waiting-minutes", { minutes: waited });
  if (state === "cancelled" && since) return t("state-cancelled-at", { time: time(since) });
  return t(key);
}

/** Who is with a patient, in one line: "Ana, daughter; Marek, son, not asked yet". */
export function companionWords(words: Words, companions: Companion[]): string {
  return companions.map((companion) => oneCompanion(words, companion)).join("; ");
}

function oneCompanion(words: Words, companion: Companion): string {
  const person = nameAndRelation(words, companion);
  if (companion.consent === "asked") return words.t("companion-asked", { person });
  if (companion.consent !== "agreed") return words.t("companion-no", { person });
  return companion.here ? person : words.t("companion-away", { person });
}

/** "Rosa M., 78" */
export function nameAndAge({ t }: Words, name: string, age: number | undefined): string {
  return age === undefined ? name : t("name-and-age", { name, age });
}
