/** Booking a visit, and one visit with all that can be done. */
import type { Person } from "../people";
import type { Agreed, HandOver, RefusedInvite } from "./call-state";
import type { Companion, DayState, Readiness, VisitKind } from "./day-state";

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
    | { what: "must_not_meet" }
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
  agreed?: Agreed;
  /** Whom of this visit they must not meet, by name. */
  mustNotMeet?: string[];
  /** Of an interpreter: the language, as its BCP 47 tag. */
  language?: string;
}

/** Two people who must not meet in this visit, and why. */
export interface ProtectedPair {
  /** What it is lifted by. */
  id: string;
  people: [Person, Person];
  reason: string;
  since?: Date;
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
  /** Who must not meet whom, for staff alone. */
  apart: ProtectedPair[];
  colleagues: Choice[];
  handOver?: HandOver;
  refusedInvite?: RefusedInvite;
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
    handOver: boolean;
    /** Offered to a colleague: the desk may accept in that colleague's name, as may the colleague. */
    takeOver: boolean;
    keepApart: boolean;
    summary: boolean;
  };
  /** The new time that was asked for could not be had. */
  refusedMove?: { date: string; time: string; problem: NonNullable<Schedule["problem"]> };
  /** Someone else was faster; this is the new state. */
  changedAt?: Date;
}

export type Absent = "patient" | "clinician" | "both" | "missed_each_other";

export type DetailAction =
  | { kind: "send_new_link"; visitId: string; personId: string }
  | { kind: "move"; visitId: string; date: string; time: string; doubleBook?: boolean }
  | { kind: "keep_time" }
  | { kind: "cancel"; visitId: string; reason: string }
  | { kind: "no_show"; visitId: string; absent: Absent }
  | { kind: "undo_no_show"; visitId: string }
  | { kind: "reopen"; visitId: string }
  | { kind: "keep_apart"; visitId: string; personIds: [string, string]; reason: string }
  | { kind: "let_meet"; visitId: string; pairId: string; reason: string };
