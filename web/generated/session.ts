/* Made from docs/reference/session.openapi.json by generate.mjs. Do not edit. */

/** Who did not come to a visit that did not take place. */
export type Absent = "patient" | "clinician" | "both" | "missed_each_other";

/**
 * One act of consent, as it was done. `by`: who did it, as people here are called; empty for time, and for the desk
 * on a page of the visit's people.
 */
export interface ActView {
  as_what: Actor;
  at: string;
  basis: ConsentBasis;
  by: string;
  did: ConsentAct;
  first_name: string;
  invitation_id: string;
  person_id: string;
  scopes: Scope[];
  screen: AskedOn;
  state: ConsentState;
  /** shown to be said aloud, or the reason of an emergency */
  words: string | null;
}

/** Who can give a command. Presence and the timers are actors of their own. */
export type Actor = "patient" | "decision_maker" | "clinician" | "desk" | "presence" | "timer";

/**
 * Let somebody in. `device_id`: which of a guest's devices; the one that knocked last when missing.
 *
 * `confirm_away`: the clinician was asked, and lets an absent patient in all the same.
 */
export interface Admit {
  confirm_away?: boolean;
  device_id?: string | null;
  person_id: string;
  version: number;
}

/** Yes needs a choice about the summary; none is chosen beforehand. */
export interface AnswerInvitation {
  chat?: boolean;
  files?: boolean;
  join?: boolean;
  /** what they may read afterwards; a guest's must be chosen, nobody else has any */
  summary?: SummaryChoice | null;
  yes: boolean;
}

/** Staff ask for somebody. An interpreter has the language they speak; an observer learns or supervises. */
export interface AskForGuest {
  email: string;
  first_name: string;
  interprets?: string | null;
  language?: string | null;
  name: string;
  relationship: string;
  role?: "guest" | "interpreter" | "observer";
}

/** On which screen it was done. */
export type AskedOn = "invite" | "request" | "who_may_see" | "carry_over" | "said_aloud_notice" | "booking" | "staff_invite" | "staff_said_aloud" | "staff_emergency" | "none";

/** `double_book`: staff have seen that the clinician has a visit then, and want it so. */
export interface BookVisit {
  clinician_id: string;
  decision_maker?: WithBasis | null;
  double_book?: boolean;
  guests?: AskForGuest[];
  kind?: VisitKind;
  minutes?: number;
  patient: KnownPatient | FreshPatient;
  scheduled_at: string;
}

/** A patient's own words for calling the visit off, if any. */
export interface CancelOwn {
  reason?: string | null;
}

export interface CancelVisit {
  reason: string;
  version: number;
}

/** Somebody who was agreed to in the visit before; asked for again only by the decision-maker's yes. */
export interface CarryOver {
  first_name: string;
  interprets: string | null;
  person_id: string;
  relationship: string;
  role: Role;
  scopes_then: Scope[];
  visit_then: string;
}

/** All boxes of a yes as they are to be from now on. */
export interface ChangeConsent {
  chat: boolean;
  files: boolean;
  join: boolean;
  summary?: SummaryChoice | null;
}

export interface ChangeModality {
  modality: Modality;
  version: number;
}

/** How the try of picture, sound and network went. `done`: the person went on. */
export interface Check {
  camera: "ok" | "refused" | "missing";
  done: boolean;
  microphone: "ok" | "quiet" | "refused" | "missing";
  network: "video" | "sound" | "weak";
  speaker: "ok" | "no";
}

/** How the patient's try of picture and sound went; `what` names what failed. */
export interface CheckResult {
  state: "none" | "ok" | "failed";
  what?: string[];
}

export interface ChooseLanguage {
  language: string;
}

export interface Clinician {
  name: string;
  person_id: string;
  short_name: string;
}

/** What those who wait may know of the clinician. */
export type ClinicianStatus = "with_someone" | "free" | "not_here";

/** What was done about one invitation. `let_in` and `told`: in an emergency, without a yes. */
export type ConsentAct = "proposed" | "agreed" | "changed" | "confirmed" | "undone" | "declined" | "revoked" | "expired" | "let_in" | "told";

/** On what an act of consent rests. The last three are those of a representative; staff have seen the papers. */
export type ConsentBasis = "own_page" | "own_invitation" | "carried_over" | "said_aloud" | "emergency" | "staff" | "time" | "parent" | "guardian" | "proxy";

/** A question that only the decision-maker can answer. */
export interface ConsentRequest {
  asked_at: string;
  /** who asks, as patients know them */
  asked_by: string;
  first_name: string;
  interprets: string | null;
  invitation_id: string;
  /** an interpreter comes unless the answer is no */
  needs_yes: boolean;
  person_id: string;
  relationship: string;
  role: Role;
}

/** The life of one invitation. */
export type ConsentState = "proposed" | "agreed" | "declined" | "revoked" | "expired";

export interface ContactView {
  email: string | null;
  name: string;
  person_id: string;
  phone: string | null;
}

export interface Counts {
  done: number;
  today: number;
  waiting: number;
}

/** A day of the clinic, in the clinic's zone. */
export interface Day {
  counts: Counts;
  date: string;
  /** of earlier days, with something still to be done; on today's list alone */
  left: VisitRow[];
  now: string;
  version: number;
  visits: VisitRow[];
}

/** A code that the desk says on the phone; it works once. */
export interface DeskCode {
  code: string;
  minutes: number;
}

/** Where one device of a person stands: a new device of a guest waits at the door beside the admitted one. */
export type DevicePlace = "at_door" | "admitted";

/** Let somebody in, or say that they were told, without a yes. `confirmed`: the clinician tapped once more. */
export interface Emergency {
  confirmed?: boolean;
  device_id?: string | null;
  how: "let_in" | "told";
  person_id: string;
  reason: string;
  version: number;
}

/** One line of the list of what was done without a yes. */
export interface EmergencyView {
  at: string;
  by: string;
  how: "let_in" | "told";
  patient: string;
  person: string;
  reason: string | null;
  relationship: string;
  visit_id: string;
}

/**
 * Which second fact a person gives.
 *
 * A patient's code goes to their own channel. A guest's only channel brought the link, so a code there would show
 * nothing: they set one on the device on which they were admitted, or get one from the desk by phone.
 */
export type FactKind = "mailed_code" | "own_code" | "desk_code";

/** How the talk went, and how it took place. */
export interface FinishVisit {
  modality: Modality;
  /** abandoned is the timer's word, and refused */
  outcome: Outcome;
  version: number;
}

export interface FoundPerson {
  birth_date: string | null;
  email: string | null;
  language: string;
  name: string;
  person_id: string;
  phone: string | null;
}

export interface FreshPatient {
  birth_date: string;
  email?: string | null;
  first_name?: string | null;
  language?: string;
  name: string;
  phone?: string | null;
}

/** What the person typed. */
export interface GivenCode {
  code: string;
}

/** Somebody who sat beside the person has left the room. */
export interface GonePerson {
  name: string;
}

/** What opens one socket, once, within a minute; `n` numbers the connection within the visit. */
export interface Grant {
  grant: string;
  n: number;
}

/** To whom the visit is offered; it moves when they accept. */
export interface HandOver {
  name: string;
  to: string;
}

/** One line of what happened. `text_key` and `args` are a sentence of the catalogue. */
export interface HistoryLine {
  args: Record<string, string>;
  at: string;
  text_key: string;
  what: string;
}

/** Keep somebody out, or no longer. Nobody else is in the way of one's own wish: no version is asked. */
export interface Hold {
  on: boolean;
}

/** One question and its answer, as the decision-maker and staff see it. */
export interface InvitationView {
  answered_at: string | null;
  asked_at: string;
  basis: ConsentBasis | null;
  by: Actor;
  first_name: string;
  id: string;
  interprets: string | null;
  name: string;
  needs_yes: boolean;
  person_id: string;
  relationship: string;
  role: Role;
  scopes: Scope[];
  state: ConsentState;
  /** written down by the clinician, and not looked at by the decision-maker yet */
  to_confirm: boolean;
}

/** The decision-maker's invitation is the yes. */
export interface InviteOwnGuest {
  chat?: boolean;
  email: string;
  files?: boolean;
  first_name: string;
  join?: boolean;
  language?: string | null;
  name: string;
  relationship: string;
  summary: SummaryChoice;
}

/** Somebody new, asked for and agreed to aloud, in one act. */
export interface InviteSaidAloud {
  chat?: boolean;
  email: string;
  files?: boolean;
  first_name: string;
  interprets?: string | null;
  join?: boolean;
  language?: string | null;
  name: string;
  relationship: string;
  role?: "guest" | "interpreter" | "observer";
  /** what they may read afterwards; a guest's must be chosen, nobody else has any */
  summary?: SummaryChoice | null;
  words: string;
}

export interface KnownPatient {
  person_id: string;
}

/** Why the two may meet after all. */
export interface LiftPair {
  reason: string;
}

/** Whether a device is reached now. Moved by signaling alone. */
export type Link = "absent" | "live" | "reconnecting";

/** One person's link. `delivered`: the mail server took it; None while it is on its way. */
export interface LinkView {
  /** why it opens nothing any more */
  closed: string | null;
  delivered: boolean | null;
  failure: string | null;
  generation: number;
  opened_at: string | null;
  person_id: string;
  sent_at: string | null;
}

export interface ListedClinician {
  id: string;
  name: string;
  short_name: string;
}

export interface ListedGuest {
  /** guests of this visit whom they must not meet */
  apart?: string[];
  first_name: string;
  interprets: string | null;
  invitation: ConsentState;
  invitation_id: string;
  link: Link;
  person_id: string;
  relationship: string;
  role: Role;
  standing: Standing;
}

export interface ListedPatient {
  age: number | null;
  first_name: string;
  id: string;
  /** for lists that others may see: Rosa M. */
  list_name: string;
  name: string;
}

/** The page before the tap. Nobody is named but the person whose link it is. */
export interface Look {
  checked_before: boolean;
  clinic: PageClinic;
  /** where a code would be sent, masked */
  code_channel: string | null;
  first_name: string;
  /** the language that this person interprets here */
  interprets?: string | null;
  known_device: boolean;
  language: string;
  languages: string[];
  moved_from: string | null;
  opening: Opening;
  role: Role;
  scheduled_at: string;
  second_fact: "none" | "code";
  starts_in_minutes: number | null;
  /** the clinic's, an IANA name */
  zone: string;
}

/** Where the person is written to. */
export interface LostLink {
  contact: string;
}

/** Keep everybody out but patient, clinician and interpreter, or no longer. `exempt`: who may stay all the same. */
export interface MakePrivate {
  exempt?: string[];
  on: boolean;
}

export interface MarkNoShow {
  absent: Absent;
  version: number;
}

/** Commands about the caller's own place: nobody else is in their way, so the version may be missing. */
export interface MaybeSeen {
  version?: number | null;
}

/** All that a page needs to choose its screen. */
export interface Me {
  /** who sits beside those whom this viewer may know of, themself included */
  beside: PresentView[];
  can_enter: boolean;
  /** who was agreed to last time, for the decision-maker alone */
  carry_over: CarryOver[];
  checked: boolean;
  clinic: PageClinic;
  clinician: PageClinician | null;
  decision_maker: boolean;
  device: DevicePlace | "replaced";
  /** let in, and kept out for a private moment: nothing of the talk comes here */
  held: boolean;
  help_wanted: boolean;
  language: string;
  moved_from: string | null;
  not_yet: boolean;
  opens_at: string;
  people: PersonCard[];
  person: PagePerson;
  /** last digits of the number that the clinic calls */
  phone_ending: string | null;
  place: Place | null;
  present: string[];
  /** who made the room private; for the patient */
  private_by: string[] | null;
  requests: ConsentRequest[];
  /** whoever is at the door has to wait until somebody leaves */
  room_full: boolean;
  screen: Screen;
  standing: Standing;
  visit: PageVisit;
  /** recorded without a tap of the decision-maker's; until they let it stand or undo it */
  written_down: WrittenDown[];
}

/** How the talk takes place. */
export type Modality = "video" | "sound" | "phone";

/** Who decides from now on: the patient (no basis), or a guest of this visit, and why; staff saw the papers. */
export interface NameDecisionMaker {
  basis?: "parent" | "guardian" | "proxy" | null;
  person_id: string;
  version: number;
}

/** The row version that the caller saw; None: whichever it is. */
export interface NewLink {
  version?: number | null;
}

export interface NewTime {
  scheduled_at: string;
}

export interface OfferHandOver {
  to: string;
  version: number;
}

/** How the booked time stands to now, for the first words of the welcome. */
export type Opening = "too_early" | "in_time" | "soon" | "started" | "over" | "cancelled";

/** How the talk went. A person chooses among the first three; the timer alone says abandoned. */
export type Outcome = "completed" | "broken_off" | "did_not_take_place" | "abandoned";

/** Six digits of the guest's own choice. */
export interface OwnCode {
  code: string;
}

export interface PageClinic {
  name: string;
  phone: string;
}

export interface PageClinician {
  id: string;
  knows_you_are_here: boolean;
  name: string;
  short_name: string;
  status: ClinicianStatus;
}

export interface PagePerson {
  first_name: string;
  id: string;
  role: Role;
}

export interface PageVisit {
  ended_at: string | null;
  id: string;
  modality: Modality;
  outcome: Outcome | null;
  scheduled_at: string;
  state: VisitState;
  zone: string;
}

/** One pair around the visit's patient. `set_by` None: known again by address when somebody was invited anew. */
export interface PairView {
  id: string;
  lift_reason: string | null;
  lifted_at: string | null;
  lifted_by: string | null;
  one: PairedPerson;
  other: PairedPerson;
  reason: string | null;
  set_at: string;
  set_by: string | null;
}

export interface PairedPerson {
  /** whether they take part in this visit */
  here: boolean;
  name: string;
  person_id: string;
}

/** Somebody of the visit, as this viewer may know them. `scopes`: for who decides, and for staff. */
export interface PersonCard {
  /** kept out for a private moment */
  held?: boolean;
  /** by name; for the patient and for staff */
  held_by?: string[] | null;
  /** since when kept out; for the patient and for staff */
  held_since?: string | null;
  /** an interpreter's language (BCP 47) */
  interprets?: string | null;
  invitation?: ConsentState | null;
  invitation_id?: string | null;
  link?: Link | null;
  name: string;
  person_id: string;
  relationship: string | null;
  role: Role;
  scopes?: Scope[] | null;
  /** another device of theirs is in the visit already */
  second_device?: boolean;
  standing: Standing;
}

export interface Place {
  /** 1: next */
  place: number;
}

/** Somebody sits beside the person, without a device of their own. */
export interface PresentPerson {
  name: string;
  relationship?: string | null;
}

/** Somebody in the room with a person of the visit, without a device of their own. */
export interface PresentView {
  name: string;
  relationship: string | null;
  with_id: string;
  with_name: string;
}

/** `double_book`: staff have seen that the clinician has a visit then, and want it so. */
export interface Reschedule {
  double_book?: boolean;
  scheduled_at: string;
  version: number;
}

/** What a person is in one visit. */
export type Role = "patient" | "clinician" | "guest" | "interpreter" | "observer";

/** What the decision-maker said, written down by the clinician, with the words that the clinician's page showed. */
export interface SaidAloud {
  chat?: boolean;
  files?: boolean;
  join?: boolean;
  /** what they may read afterwards; a guest's must be chosen, nobody else has any */
  summary?: SummaryChoice | null;
  words: string;
  yes?: boolean;
}

/** Who is asked to wait a little. */
export interface SayNotYet {
  person_id: string;
}

/** What a guest may do. Chat and files need join and fall with it; the summary scopes do not. */
export type Scope = "join" | "chat" | "files" | "summary_all" | "summary_actions";

/** The screens a link can open. */
export type Screen = "too_early" | "reads_later" | "check" | "waiting" | "knocked" | "go_in" | "call" | "left" | "over" | "not_held" | "missed" | "moved" | "cancelled" | "replaced";

/** How this person shows that it is them. `mailed_code`: ask for it with POST /code. */
export interface SecondFact {
  /** where a code would be mailed, masked */
  channel: string | null;
  /** for so long no code is taken, after too many tries */
  closed_minutes: number | null;
  kind: FactKind;
  /** a guest may set a code of their own on this device now */
  may_set_code: boolean;
  /** a fact that this device gave counts until then */
  proven_until: string | null;
  tries_left: number;
}

/** Every staff command: the row version of the visit that the caller saw. */
export interface Seen {
  version: number;
}

/** What one person may see, hear and read of the visit as it stands now, and since when. */
export interface Sees {
  basis: ConsentBasis | null;
  can_change: boolean;
  can_take_back: boolean;
  chat: boolean;
  files: boolean;
  interprets: string | null;
  invitation_id: string | null;
  join: boolean;
  name: string;
  person_id: string;
  reads: SummaryChoice;
  relationship: string | null;
  role: Role;
  since: string | null;
  state: ConsentState | null;
}

/** Two guests of the visit who must not meet, nor learn of each other. */
export interface SetPair {
  one: string;
  other: string;
  reason: string;
}

/** A JPEG of at most 30 kB, in base64. Sending it is the agreement that staff of this visit see it. */
export interface ShowPicture {
  jpeg: string;
}

/** The secret of the link; may be missing on a page that was opened before on this device. */
export interface ShownSecret {
  secret?: string | null;
}

export interface SignIn {
  name: string;
  password: string;
}

export interface StaffClinic {
  id: string;
  name: string;
  phone: string;
  zone: string;
}

/** Who is signed in. `short_name` is how patients know a clinician. */
export interface StaffMe {
  clinic: StaffClinic;
  /** without use for so long the page is signed out, never during a visit */
  idle_minutes: number;
  language: string;
  name: string;
  person_id: string;
  queues: StaffQueue[];
  roles: StaffRole[];
  short_name: string;
}

export interface StaffQueue {
  id: string;
  name: string;
}

/** What a member of staff may act as. */
export type StaffRole = "clinician" | "desk";

/** Where a person stands in a visit. Moved by session alone. */
export type Standing = "invited" | "at_door" | "admitted" | "gone" | "removed";

/** What a guest may read afterwards; the decision-maker chooses one, none is chosen beforehand. */
export type SummaryChoice = "everything" | "actions" | "nothing";

/** The person says: that is me. `helping`: somebody who sits beside them taps, under `present_name`. */
export interface Tap {
  code?: string | null;
  helping?: boolean;
  present_name?: string | null;
  secret?: string | null;
}

/** What notes is asked with, for five minutes. */
export interface Token {
  token: string;
}

/** Why somebody should call before the visit, the most pressing first. */
export type Trouble = "asked_for_call" | "wrong_person" | "no_contact" | "not_sent" | "camera_and_microphone_refused" | "check_failed" | "weak" | "sound_only";

/** What can be asked of a visit. */
export type VisitCommand = "arrive" | "stop_waiting" | "admit" | "go_on_by_phone" | "go_on_by_video" | "finish" | "reopen" | "cancel" | "reschedule" | "mark_no_show" | "undo_no_show" | "window_ended" | "room_empty" | "hand_over";

/** One visit with all that staff may know of it. */
export interface VisitDetail {
  absent: Absent | null;
  allowed: VisitCommand[];
  /** a timer marked the no-show; nobody has confirmed it */
  automatic: boolean;
  /** who sits beside somebody, without a device of their own */
  beside: PresentView[];
  birth_date: string | null;
  check: CheckResult;
  clinician: ListedClinician;
  contact_phone: string | null;
  contacts: ContactView[];
  decision_maker: string;
  ended_at: string | null;
  guests: ListedGuest[];
  hand_over: HandOver | null;
  help_wanted: boolean;
  /** the patient put the phone down */
  hidden: boolean;
  history: HistoryLine[];
  id: string;
  invitations: InvitationView[];
  kind: string;
  link: Link;
  links: LinkView[];
  minutes: number;
  modality: Modality;
  moved_from: string | null;
  /** who is at the door and has to wait until somebody leaves */
  no_place_for: string[];
  open_for_me: boolean;
  opens_at: string;
  outcome: Outcome | null;
  patient: ListedPatient;
  people: PersonCard[];
  /** who sent a picture with their knock, and is at the door */
  pictures?: string[];
  place: number | null;
  present: string[];
  queue_id: string;
  /** how many are in the visit at once */
  room_holds: number;
  scheduled_at: string;
  standing: Standing;
  started_at: string | null;
  state: VisitState;
  /** what became of the summary of a visit that has ended */
  summary?: "to_write" | "signed" | "waived" | null;
  tasks: string[];
  trouble: Trouble[];
  version: number;
  waiting_since: string | null;
  wrong_person: boolean;
}

/** What sort of visit it is; nothing about its reason. */
export type VisitKind = "new" | "followup" | "urgent";

/** One visit in a list. */
export interface VisitRow {
  absent: Absent | null;
  allowed: VisitCommand[];
  /** a timer marked the no-show; nobody has confirmed it */
  automatic: boolean;
  check: CheckResult;
  clinician: ListedClinician;
  contact_phone: string | null;
  ended_at: string | null;
  guests: ListedGuest[];
  hand_over: HandOver | null;
  help_wanted: boolean;
  /** the patient put the phone down */
  hidden: boolean;
  id: string;
  kind: string;
  link: Link;
  minutes: number;
  modality: Modality;
  moved_from: string | null;
  open_for_me: boolean;
  outcome: Outcome | null;
  patient: ListedPatient;
  place: number | null;
  present: string[];
  queue_id: string;
  scheduled_at: string;
  standing: Standing;
  started_at: string | null;
  state: VisitState;
  /** what became of the summary of a visit that has ended */
  summary?: "to_write" | "signed" | "waived" | null;
  tasks: string[];
  trouble: Trouble[];
  version: number;
  waiting_since: string | null;
  wrong_person: boolean;
}

/** The stored state of a visit. */
export type VisitState = "scheduled" | "waiting" | "in_progress" | "ended" | "cancelled" | "no_show";

/** Where a visit stands: the answer to every staff command. Who shows more of it fetches it. */
export interface VisitStatus {
  id: string;
  state: VisitState;
  /** row version; the next command carries it */
  version: number;
}

/** Somebody was shown data of the patient. `role`: as what they looked. */
export interface WhoLooked {
  at: string;
  role: "clinician" | "desk" | Role;
  what: "day" | "search" | "visit" | "consents" | "page";
  /** a clinician as patients know them, others by their name, a guest by the first one */
  who: string;
}

/** Everybody who may see, hear or read something; who sits beside somebody; and every act that led to it. */
export interface WhoMaySee {
  acts: ActView[];
  people: Sees[];
  present: PresentView[];
}

/** Who decides for the patient, and why; staff have seen it. */
export interface WithBasis {
  basis: "parent" | "guardian" | "proxy";
  email: string;
  first_name: string;
  language?: string | null;
  name: string;
  relationship: string;
}

/** What was done without a tap of the decision-maker, shown to them until they let it stand or undo it. */
export interface WrittenDown {
  at: string;
  by: string;
  can_undo: boolean;
  first_name: string;
  how: "said_aloud" | "let_in" | "told";
  invitation_id: string;
  person_id: string;
  relationship: string;
  scopes: Scope[];
  state: ConsentState;
  words: string | null;
}
