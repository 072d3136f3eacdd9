/** The lists of a day, as the clinician and the desk read them. */
import type { Person } from "../people";

/** A list is live, or as old as its last update. */
export type Freshness = { live: true } | { live: false; lastUpdate: Date };

/** What sort of visit it is; nothing about its reason. */
export type VisitKind = "new" | "followup" | "urgent";

export type Readiness =
  | "ready"
  | "sound_only"
  | "weak"
  | "away"
  | "put_down"
  | "call_needed"
  | "check_failed"
  | "not_checked";

export interface Companion {
  name: string;
  relation?: string;
  here: boolean;
  /** The patient's answer to this guest. */
  consent: "agreed" | "asked" | "declined" | "taken_back";
}

export interface WaitingRow {
  visitId: string;
  patient: Person;
  age?: number;
  at: Date;
  sort?: VisitKind;
  waitedMinutes: number;
  companions: Companion[];
  readiness: Readiness;
}

export type DayState =
  | "expected"
  | "waiting"
  | "in_visit"
  | "interrupted"
  | "ended"
  | "cancelled"
  | "no_show"
  | "missed";

export interface DayRow {
  visitId: string;
  at: Date;
  patient: string;
  age?: number;
  sort?: VisitKind;
  state: DayState;
  /** Its summary is not signed yet. */
  toWrite?: boolean;
  /** Time of the change, where the state tells of one ("Cancelled at 10:31"). */
  since?: Date;
}

export interface Today {
  kind: "today";
  now: Date;
  waiting: WaitingRow[];
  visits: DayRow[];
  fresh: Freshness;
  /** The clinician is still inside this one. */
  open?: { visitId: string; patient: string };
  /** Finished a moment ago, and may still go on. */
  justFinished?: { visitId: string; patient: string };
  /** Visits that a colleague wishes to hand over to this clinician. */
  offered: { visitId: string; patient: string; from: string }[];
  /** The next booked visit, for the empty state. */
  next?: { patient: string; at: Date };
}

export interface TroubleCard {
  visitId: string;
  patient: string;
  at: Date;
  /** The visit's day is over. */
  isEarlier?: boolean;
  phone?: string;
  /** Why the desk should call, most pressing first. */
  why:
    | "check_failed"
    | "camera_and_microphone_refused"
    | "sound_only"
    | "weak"
    | "not_sent"
    | "wrong_person"
    | "asked_for_call"
    | "away"
    | "no_contact"
    | "still_waiting"
    | "still_waiting_at_days_end"
    | "came_after_no_show"
    | "came_and_left"
    | "protected_pair"
    | "abandoned"
    | "summary_not_sent";
}

export interface BoardRow {
  visitId: string;
  at: Date;
  patient: string;
  clinician: string;
  state: DayState;
  waitedMinutes?: number;
  companions: Companion[];
  readiness: Readiness;
}

export interface Board {
  kind: "board";
  now: Date;
  rows: BoardRow[];
  troubles: TroubleCard[];
  roomsWork: boolean;
  fresh: Freshness;
}

/** What was done without a yes, because of danger; for the lead to look at. */
export interface Emergencies {
  kind: "emergencies";
  lines: EmergencyLine[];
}

export interface EmergencyLine {
  visitId: string;
  at: Date;
  patient: string;
  person: string;
  relation: string;
  /** `told`: somebody was told what helps, and did not come in. */
  how: "let_in" | "told";
  reason?: string;
  by: string;
}
