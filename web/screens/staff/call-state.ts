/** What the clinician sees in a call. */
import type { Chat } from "../chat/state";
import type { Person, SummaryScope, TilePerson } from "../people";
import type { Readiness, VisitKind } from "./day-state";
import type { Choice, GuestDraft } from "./desk-state";

/** What the patient agreed to for one person. */
export interface Agreed {
  chat: boolean;
  files: boolean;
  reads: SummaryScope;
  /** How the yes came, where it was not the patient's own tap. */
  basis?: "said_aloud" | "emergency";
}

/** Of an interpreter: the language, as its BCP 47 tag. */
export interface Helper {
  language?: string;
}

export interface Knock extends Helper {
  person: Person;
  /**
   * `agreed`: may be let in. `not_answered`: the patient has not said yes. `patient_first`: the patient is not here.
   * `room_full`: somebody has to leave first. `must_not_meet`: a protected pair with somebody inside.
   */
  consent: "agreed" | "not_answered" | "patient_first" | "room_full" | "must_not_meet";
  agreed?: Agreed;
  /** A second device of someone already inside. */
  secondDevice?: boolean;
  /** Their own camera at the door, if they let staff see it: an address, or what comes live. */
  picture?: string;
  /** Whom they must not meet, by name. */
  mustNotMeet?: string;
  /** How many the room takes. */
  roomFor?: number;
}

export interface Inside extends Helper {
  person: Person;
  quality?: "good" | "weak" | "sound_only" | "coming_back";
  /** On which sort of device, where the page said so. */
  device?: "phone" | "computer";
  agreed?: Agreed;
  /** Cannot see or hear. `mine`: the clinician holds them, and can bring them back; `patients`: the patient does. */
  held?: { since?: Date; mine: boolean; patients: boolean };
  /** Whom of this visit they must not meet, by name. */
  mustNotMeet?: string[];
  /** The server can hold this person at the clinician's wish. */
  mayHold?: boolean;
}

/** A part of the talk that not everybody hears. */
export interface Privacy {
  /** `closing`: not everyone's page has closed its sound and picture yet. */
  state: "closing" | "private";
  /** The whole room: whoever comes in meanwhile is out, too. Whose wish it is. */
  room?: { mine: boolean; patients: boolean };
  /** Who cannot see or hear. `mine`: the clinician can bring them back. */
  out: { person: Person; mine: boolean; patients: boolean }[];
  /** Names of those whose page does not answer. */
  silent: string[];
}

export interface Beside {
  name: string;
  with: { id: string; name: string };
}

export interface HandOver {
  to: string;
}

export interface StaffCall {
  kind: "call";
  visitId: string;
  patient: TilePerson;
  /** The patient in sentences: "Rosa". */
  called: string;
  age?: number;
  sort?: VisitKind;
  at: Date;
  minutes: number;
  /** What it is now; the finish sheet starts from it. */
  modality: Modality;
  knocks: Knock[];
  inside: Inside[];
  /** People without a device of their own, and beside whom they sit. */
  present: Beside[];
  /** Invited, and not inside: who is awaited, and what the patient answered. Shown so that nobody asks twice. */
  invited: Awaited[];
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
  privacy?: Privacy;
  /** Absent where messages cannot be written. */
  chat?: Chat;
  /** To whom the visit can be handed over. */
  colleagues: Choice[];
  /** Offered, and not accepted yet. */
  handOver?: HandOver;
  /** Finish was pressed and the server has not answered: it keeps trying. */
  finishing?: boolean;
  /** Removed a moment ago; can be undone until then. */
  removed?: { person: Person; secondsLeft: number };
  /** Somebody who was to be invited and cannot be. */
  refusedInvite?: RefusedInvite;
}

export interface Awaited extends Helper {
  person: Person;
  consent: Consent;
  /** Whom of this visit they must not meet, by name. */
  mustNotMeet?: string[];
  /** The patient may still be asked aloud. */
  mayAsk?: boolean;
}

export type Consent = "agreed" | "asked" | "declined" | "taken_back";

/** `must_not_meet`: a protected pair with `name`. */
export interface RefusedInvite {
  draft: InviteDraft;
  problem:
    | { what: "must_not_meet"; name?: string }
    | { what: "room_full"; roomFor?: number }
    | { what: "already" };
}

/** Whom staff invite: family, somebody who interprets, somebody who only looks on. */
export type InviteDraft =
  | (GuestDraft & { role: "guest" })
  | { role: "interpreter"; name: string; contact: string; language: string }
  | { role: "observer"; name: string; contact: string; why: string };

/** What the clinician heard the patient say. */
export interface SaidAloud {
  chat: boolean;
  files: boolean;
  /** Of a guest only; nobody else reads anything afterwards. */
  reads?: SummaryScope;
}

export type Modality = "video" | "sound" | "phone";
export type Outcome = "completed" | "broken_off" | "did_not_take_place";

export type CallAction =
  | { kind: "admit"; personId: string }
  | { kind: "not_yet"; personId: string }
  | { kind: "remove"; personId: string }
  | { kind: "undo_remove"; personId: string }
  | { kind: "hold"; personId: string }
  | { kind: "bring_back"; personId: string }
  | { kind: "make_private" }
  | { kind: "bring_everyone_back" }
  | { kind: "said_aloud_yes"; personId: string; words: string; scopes: SaidAloud }
  | { kind: "said_aloud_no"; personId: string; words: string }
  | { kind: "emergency"; personId: string; reason: string }
  | { kind: "invite"; visitId: string; draft: InviteDraft }
  | { kind: "forget_invite" }
  | { kind: "name_present"; personId: string; name: string }
  | { kind: "present_gone"; personId: string; name: string }
  | { kind: "take_back_hand_over"; visitId: string }
  | { kind: "offer_hand_over"; visitId: string; to: string }
  | { kind: "accept_hand_over"; visitId: string }
  | { kind: "mute"; on: boolean }
  | { kind: "camera"; on: boolean }
  | { kind: "finish"; visitId: string; outcome: Outcome; modality: Modality }
  | { kind: "go_on_by_phone"; visitId: string };
