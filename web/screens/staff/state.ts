/**
 * Everything the staff page can show, as data: sign in, the clinician's day and call, the front desk.
 *
 * One `StaffView` in, one `StaffAction` out per tap, as on the visit page. Names, ages and relationships are what
 * the server's `visible_to` let through; nothing here filters.
 */
import type { Person, Role, SummaryScope, TilePerson } from "../people";
import type { SummaryAction, SummaryEditor } from "./summary-state";

export interface StaffView {
  /** Nobody yet on the sign-in screen. */
  me?: Me;
  screen: StaffScreen;
  /** Every time on these pages is the clinic's. `differs`: this computer's clock shows another one, so that it is said. */
  clock?: { zone: string; differs: boolean };
  busy?: StaffAction["kind"];
  toast?: StaffToast;
}

export interface Me {
  name: string;
  role: "clinician" | "desk";
}

export type StaffScreen =
  | StaffLoading
  | SignIn
  | Today
  | StaffCall
  | Board
  | Schedule
  | VisitDetail
  | SummaryEditor
  | StaffTrouble;

export interface StaffLoading {
  kind: "loading";
}

export interface SignIn {
  kind: "sign_in";
  problem?:
    | { what: "wrong" }
    | { what: "closed"; minutes: number }
    | { what: "timed_out"; minutes: number }
    | { what: "signed_out" }
    | { what: "no_answer" };
}

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
  /** The next booked visit, for the empty state. */
  next?: { patient: string; at: Date };
}

export interface Knock {
  person: Person;
  /** `agreed`: may be let in. `not_answered`: the patient has not said yes. `patient_first`: the patient is not here. */
  consent: "agreed" | "not_answered" | "patient_first";
  reads?: SummaryScope;
  /** A second device of someone already inside. */
  secondDevice?: boolean;
}

export interface Inside {
  person: Person;
  quality?: "good" | "weak" | "sound_only" | "coming_back";
}

export interface StaffCall {
  kind: "call";
  visitId: string;
  patient: TilePerson;
  age?: number;
  sort?: VisitKind;
  at: Date;
  minutes: number;
  /** What it is now; the finish sheet starts from it. */
  modality: Modality;
  knocks: Knock[];
  inside: Inside[];
  /** Invited, and not inside: who is awaited, and what the patient answered. Shown so that nobody asks twice. */
  invited: { person: Person; consent: Companion["consent"] }[];
  waiting: { patient: string; readiness: Readiness; waitedMinutes: number }[];
  others: TilePerson[];
  me: TilePerson;
  muted: boolean;
  cameraOn: boolean;
  connection: "ok" | "lost";
  /** The patient's connection broke at this time. */
  patientGone?: { at: Date; phone?: string };
  /** The patient has not come into the call yet. */
  patientNotHere?: boolean;
  /** Finish was pressed and the server has not answered: it keeps trying. */
  finishing?: boolean;
  /** Removed a moment ago; can be undone until then. */
  removed?: { person: Person; secondsLeft: number };
}

export interface TroubleCard {
  visitId: string;
  patient: string;
  at: Date;
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

export interface Choice {
  id: string;
  name: string;
}

export interface GuestDraft {
  name: string;
  relation: string;
  contact: string;
}

export interface Booking {
  patient: string;
  /** yyyy-mm-dd */
  birthDate: string;
  email: string;
  /** May stay empty. */
  phone: string;
  language: string;
  clinicianId: string;
  /** yyyy-mm-dd and hh:mm in the clinic's zone. */
  date: string;
  time: string;
  minutes: number;
  sort: VisitKind;
  guests: GuestDraft[];
  /** Staff have seen that the clinician has a visit then, and want it so. */
  doubleBook?: boolean;
}

export interface Schedule {
  kind: "schedule";
  clinicians: Choice[];
  languages: Choice[];
  draft: Booking;
  problem?:
    | { what: "no_contact" }
    | { what: "phone" }
    | { what: "clash"; clinician: string; at: Date }
    | { what: "in_the_past" }
    | { what: "missing"; fields: (keyof Booking)[] };
  saved?: { visitId: string; patient: string; at: Date; sent: boolean };
}

/** One line of the history, told in a whole sentence. */
export interface HistoryLine {
  at: Date;
  /** Event code of the contracts; without a sentence of ours the code itself is shown. */
  what: string;
  who?: string;
}

export interface LinkLine {
  person: Person;
  invitationId?: string;
  contact?: string;
  sent: "sent" | "delivered" | "failed" | "not_sent";
  openedAt?: Date;
  consent?: Companion["consent"];
  reads?: SummaryScope;
}

export interface VisitDetail {
  kind: "visit";
  visitId: string;
  patient: string;
  birthDate?: Date;
  phone?: string;
  clinician: string;
  at: Date;
  /** The same on the clinic's clock, as yyyy-mm-dd and hh:mm. */
  wall: { date: string; time: string };
  minutes: number;
  state: DayState;
  readiness: Readiness;
  links: LinkLine[];
  history: HistoryLine[];
  /** What may be done now; a button that may not be pressed is absent. */
  may: {
    newLink: boolean;
    move: boolean;
    cancel: boolean;
    byPhone: boolean;
    invite: boolean;
    noShow: boolean;
    undoNoShow: boolean;
    reopen: boolean;
    summary: boolean;
  };
  /** The new time that was asked for could not be had. */
  refusedMove?: { date: string; time: string; problem: NonNullable<Schedule["problem"]> };
  /** Someone else was faster; this is the new state. */
  changedAt?: Date;
}

export interface StaffTrouble {
  kind: "trouble";
  what: "no_internet" | "broke" | "elsewhere" | "not_allowed" | "gone";
}

export interface StaffToast {
  id: number;
  what:
    | "in_visit"
    | "has_left"
    | "link_sent"
    | "asked_patient"
    | "visit_moved"
    | "visit_cancelled"
    | "by_phone"
    | "agreed"
    | "declined"
    | "taken_back";
  name: string;
}

export type Outcome = "completed" | "broken_off" | "did_not_take_place";
export type Absent = "patient" | "clinician" | "both" | "missed_each_other";
export type Modality = "video" | "sound" | "phone";

export type StaffAction =
  | { kind: "sign_in"; name: string; password: string }
  | { kind: "sign_out" }
  | { kind: "go"; path: string }
  | { kind: "let_in"; visitId: string }
  | { kind: "go_back"; visitId: string }
  | { kind: "admit"; personId: string }
  | { kind: "not_yet"; personId: string }
  | { kind: "remove"; personId: string }
  | { kind: "undo_remove"; personId: string }
  | { kind: "mute"; on: boolean }
  | { kind: "camera"; on: boolean }
  | { kind: "finish"; visitId: string; outcome: Outcome; modality: Modality }
  | { kind: "go_on_by_phone"; visitId: string }
  | { kind: "invite"; visitId: string; guest: GuestDraft }
  | { kind: "save_visit"; booking: Booking }
  | { kind: "new_visit" }
  | { kind: "send_new_link"; visitId: string; personId: string }
  | { kind: "move"; visitId: string; date: string; time: string; doubleBook?: boolean }
  | { kind: "keep_time" }
  | { kind: "cancel"; visitId: string; reason: string }
  | { kind: "no_show"; visitId: string; absent: Absent }
  | { kind: "call_done"; visitId: string }
  | { kind: "undo_no_show"; visitId: string }
  | { kind: "reopen"; visitId: string }
  | SummaryAction
  | { kind: "use_this_one" }
  | { kind: "try_again" }
  | { kind: "language"; language: string };

export type StaffAct = (action: StaffAction) => void;

/** Roles that staff see named in lists. */
export type ListedRole = Role;
