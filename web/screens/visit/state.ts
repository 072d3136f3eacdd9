/**
 * Everything the patient's and guest's page can show, as data.
 *
 * One `VisitView` in, one `VisitAction` out per tap. Whoever holds API and socket turns them into a view and
 * answers actions; the screens know neither. What only concerns the page itself (an opened "More", text being
 * typed) stays inside the components.
 */
import type { OwnSummary } from "../../generated/notes";
import type { Chat, ChatAction } from "../chat/state";
import type { Clinic, Person, TilePerson } from "../people";
import type {
  AccessEntry,
  Beside,
  ConsentRequest,
  Invitation,
  NotedYes,
  Privacy,
  Scopes,
} from "./consent-state";

export interface VisitView {
  /** Unknown until the first answer: then the header shows no name and no number. */
  clinic?: Clinic;
  screen: VisitScreen;
  /** A request of the clinic that waits for the patient's yes or no; shown over waiting room and call alike. */
  consent?: ConsentRequest;
  /** A yes that somebody else wrote down for the patient; shown until it was read, and undone in one tap. */
  noted?: NotedYes;
  /** The patient's own page only: who may see and hear, each with the way to take it back. */
  access?: AccessEntry[];
  /** The answer about this person did not arrive. */
  accessFailed?: string;
  /** People without a phone of their own, in the room with somebody of the visit. */
  beside: Beside[];
  /** Messages, while this person may read and write them. */
  chat?: Chat;
  wrote?: Wrote;
  /** Everything on the page is larger. */
  biggerWords: boolean;
  /** Who has looked at the patient's data, while that list is open; without entries while it is fetched. */
  looks?: { entries?: LookEntry[] };
  /** The action that is on its way; its button says "One moment…". */
  busy?: VisitAction["kind"];
  /** Shown for 8 s and read aloud; a new `id` shows it again. */
  toast?: Toast;
}

export type VisitScreen =
  | Loading
  | Welcome
  | NotMe
  | Check
  | CheckDone
  | Waiting
  | GuestWaiting
  | GoIn
  | Call
  | Held
  | Over
  | SecondDevice
  | Unlock
  | ReadSummary
  | Trouble;

/** Nothing is known yet. `slow` after 8 s. */
export interface Loading {
  kind: "loading";
  slow: boolean;
}

/** "Are you Rosa?" Shows the clinic, the time and a first name, nothing else. */
export interface Welcome {
  kind: "welcome";
  me: Person;
  at: Date;
  /** Minutes until the booked time; negative once it has passed. Decides between the three kind sentences. */
  minutesLeft: number;
  /** The visit has ended: the link opens what was written. */
  isOver?: boolean;
}

/** Somebody else holds this link. */
export interface NotMe {
  kind: "not_me";
}

/** Picture, sound and internet, tried before they matter. */
export interface Check {
  kind: "check";
  me: Person;
  picture: "asking" | "on" | "refused" | "missing" | "busy";
  sound: "asking" | "on" | "refused" | "missing";
  stream?: MediaStream | null;
  /** Loudness of the microphone, 0 to 100. */
  level: number;
  /** `silent` after 6 s without a sound. */
  voice: "waiting" | "heard" | "quiet" | "silent";
  internet: "measuring" | "video" | "sound" | "weak";
  /** The answer to "Did you hear a bell?". */
  bell: "asked" | "heard" | "not_heard";
  /** The window is not open yet: the button reads "Done". */
  ahead: boolean;
}

export interface CheckDone {
  kind: "check_done";
  at: Date;
}

/** The patient's place in line. A range in minutes comes later. */
export interface Waiting {
  kind: "waiting";
  clinician: Person;
  /** People ahead; unknown while the clinic cannot say. */
  ahead?: number;
  /** The true human fact, in the order of the design's section 5.3. */
  word: "with_someone" | "very_soon" | "not_arrived" | "nobody_in" | "cannot_say";
  /** Each guest: is here, or has a link and is not here yet. */
  family: { person: Person; here: boolean }[];
  /** The page has lost its socket and is getting it back. */
  comingBack: boolean;
}

/** A guest who knocked. */
export interface GuestWaiting {
  kind: "guest_waiting";
  me: Person;
  /**
   * `they_know` from 30 s on; `not_yet` once the clinician answered so; `room_full`: no seat is free;
   * `new_device`: this person is in the visit with another phone or computer.
   */
  word: "knocked" | "they_know" | "not_yet" | "room_full" | "new_device";
  comingBack: boolean;
  /** Whether the clinic sees who knocks: only after a tap. `still`: what it sees. Missing where there is no camera. */
  picture?: { still?: string };
}

/** Let in; one tap so that sound may play. */
export interface GoIn {
  kind: "go_in";
  me: Person;
  /** Known to the patient only. */
  clinician?: Person;
}

export interface Call {
  kind: "call";
  /** Named in the title. A guest knows the clinician once admitted. */
  clinician: TilePerson;
  others: TilePerson[];
  me: TilePerson;
  muted: boolean;
  cameraOn: boolean;
  /** Speaking while muted. */
  talkingMuted: boolean;
  /** One long-lasting fact, shown as a banner. */
  banner?: "weak" | "no_camera" | "no_microphone" | "clinician_gone" | "by_phone" | "alone";
  /** Own connection; `lost_10` and `lost_30` say so more plainly, `welcome_back` is a banner. */
  connection: "ok" | "lost" | "lost_10" | "lost_30";
  /** The patient may hold everyone else with one tap; absent for guests. */
  mayBePrivate: boolean;
  /** Somebody is held, or everyone. */
  privacy?: Privacy;
}

/** A guest outside a private moment. No clock, no list of people, no messages. */
export interface Held {
  kind: "held";
  me: Person;
}

/** Somebody wrote while the messages were closed. Stays until it is answered or put away. */
export interface Wrote {
  id: string;
  name: string;
  text: string;
}

export interface Over {
  kind: "over";
  me: Person;
  clinician?: string;
  /** `left_the_door`: before the visit began; the place in line is given up. `goes_on`: opened again after its end. */
  reason:
    | "reads_later"
    | "goes_on"
    | "ended"
    | "you_left"
    | "left_the_door"
    | "nobody_came"
    | "missed"
    | "broken_off";
  /** Of an ended visit, once it is known. `newer`: the one that was open here was corrected. */
  summary?: SummaryNews;
  /** Only the patient and who decides for the patient may see who has looked. */
  mayAskWhoLooked?: boolean;
}

export type SummaryNews = "being_written" | "ready" | "newer" | "in_error" | "none" | "not_for_you";

/** The second fact before the summary. */
export interface Unlock {
  kind: "unlock";
  /**
   * send: a code goes by mail; enter: type it; own: type the code that this guest set; desk: the clinic says one on the
   * phone, type it; choose: a guest sets a code, on the phone with which they were in the visit.
   */
  step: "send" | "enter" | "own" | "desk" | "choose";
  /** Masked by the server. */
  sentTo: string;
  wrong?: { triesLeft: number };
  closedMinutes?: number;
}

/** The summary as this person may read it. */
export interface ReadSummary {
  kind: "summary";
  me: Person;
  clinician: Person;
  summary: OwnSummary;
  /** One that the reader had before; there is one that counts. */
  isEarlier: boolean;
  /** Who the patient let read it, and may change. */
  mayChangeAccess: boolean;
  mayAskWhoLooked: boolean;
}

/** Somebody was shown data of the patient. */
export interface LookEntry {
  who: string;
  role: "clinician" | "desk" | "patient" | "guest" | "interpreter" | "observer" | "unknown";
  what: "day" | "search" | "visit" | "consents" | "page" | "summary";
  at: Date;
}

/** A further phone or computer of the same person: a one-time code to a channel that is theirs. */
export interface SecondDevice {
  kind: "second_device";
  step: "send" | "enter";
  /** Masked by the server: "r…@example.org". */
  sentTo: string;
  wrong?: { triesLeft: number };
  /** Too many tries: closed for so many minutes. */
  closedMinutes?: number;
}

export type TroubleKind =
  | "no_internet"
  | "link_closed"
  | "too_early"
  | "elsewhere"
  | "cancelled"
  | "moved"
  | "camera_refused"
  | "microphone_refused"
  | "no_device"
  | "insecure"
  | "old_browser"
  | "broke"
  | "timed_out"
  | "call_coming";

/** The states every screen shares (design, section 4). All end with the clinic's number. */
export type Trouble =
  | { kind: "trouble"; what: Exclude<TroubleKind, "too_early" | "moved" | "link_closed" | "call_coming"> }
  | { kind: "trouble"; what: "too_early" | "moved"; at: Date }
  | { kind: "trouble"; what: "link_closed"; asked: boolean; canAskAgain: boolean }
  | { kind: "trouble"; what: "call_coming"; lastDigits: string };

export interface Toast {
  id: number;
  what:
    | "in_visit"
    | "has_left"
    | "at_door"
    | "welcome_back"
    | "you_are_back"
    | "link_sent"
    | "taken_back"
    | "changed"
    | "undone"
    | "did_not_reach"
    | "not_let_in";
  name: string;
}

export type VisitAction =
  // welcome
  | { kind: "yes_it_is_me" }
  | { kind: "helping"; helper: string }
  | { kind: "someone_else" }
  // picture and sound
  | { kind: "back" }
  | { kind: "ring_bell" }
  | { kind: "heard_bell" }
  | { kind: "try_devices_again" }
  | { kind: "use_sound_only" }
  | { kind: "check_finished" }
  | { kind: "only_listen" }
  | { kind: "test_again" }
  // waiting
  | { kind: "beside_me"; name: string }
  | { kind: "not_beside_me"; name: string }
  | { kind: "show_picture"; on: boolean }
  | { kind: "stop_waiting" }
  | { kind: "go_in" }
  // call
  | { kind: "mute"; on: boolean }
  | { kind: "camera"; on: boolean }
  | { kind: "turn_camera" }
  | { kind: "private"; on: boolean }
  | { kind: "hold"; personId: string; on: boolean }
  | { kind: "bigger_words"; on: boolean }
  | { kind: "leave" }
  | { kind: "go_back_in" }
  // the door
  | { kind: "consent_yes"; request: ConsentRequest; scopes: Scopes }
  | { kind: "consent_no"; request: ConsentRequest }
  | { kind: "take_back"; personId: string }
  | { kind: "change_yes"; personId: string; scopes: Scopes }
  | { kind: "noted_read"; invitationId: string }
  | { kind: "noted_undo"; invitationId: string; name: string }
  | { kind: "invite"; invitation: Invitation }
  // messages
  | ChatAction
  // getting help
  | { kind: "please_call_me" }
  | { kind: "try_again" }
  | { kind: "send_new_link"; contact: string }
  | { kind: "use_this_one" }
  | { kind: "put_in_calendar" }
  // second device
  | { kind: "send_code" }
  | { kind: "open_with_code"; code: string }
  // afterwards
  | { kind: "open_summary" }
  | { kind: "close_summary" }
  | { kind: "summary_code_send" }
  | { kind: "summary_code"; code: string }
  | { kind: "summary_code_set"; code: string }
  | { kind: "see_version"; id: string }
  | { kind: "see_looks" }
  | { kind: "close_looks" }
  | { kind: "language"; language: string };

export type Act = (action: VisitAction) => void;
