/* Shapes of session's HTTP API, in the form that generate.mjs makes from docs/reference/session.openapi.json. */
import type { DevicePlace, Link, Modality, Role, Standing, VisitState } from "./wire";

export type Opening = "too_early" | "in_time" | "soon" | "started" | "over" | "cancelled";
export type Screen =
  | "too_early"
  | "check"
  | "waiting"
  | "knocked"
  | "go_in"
  | "call"
  | "left"
  | "over"
  | "not_held"
  | "missed"
  | "moved"
  | "cancelled"
  | "replaced"
  | "closed";
export type ConsentState = "proposed" | "agreed" | "declined" | "revoked" | "expired";
export type Scope = "join" | "chat" | "files" | "summary_all" | "summary_actions";
export type SummaryChoice = "everything" | "actions" | "nothing";
export type Outcome = "completed" | "broken_off" | "did_not_take_place" | "abandoned";

export interface ClinicCard {
  name: string;
  phone: string;
}

export interface Look {
  clinic: ClinicCard;
  first_name: string;
  role: Role;
  language: string;
  languages: string[];
  scheduled_at: string;
  zone: string;
  opening: Opening;
  starts_in_minutes: number | null;
  moved_from: string | null;
  checked_before: boolean;
  second_fact: "none" | "code";
  code_channel: string | null;
  known_device: boolean;
}

export interface MePerson {
  id: string;
  first_name: string;
  role: Role;
}

export interface MeVisit {
  id: string;
  state: VisitState;
  modality: Modality;
  scheduled_at: string;
  zone: string;
  version: number;
  outcome: Outcome | null;
  ended_at: string | null;
}

export interface MeClinician {
  id: string;
  name: string;
  short_name: string;
  status: "with_someone" | "free" | "not_here";
  knows_you_are_here: boolean;
}

export interface PersonCard {
  person_id: string;
  name: string;
  role: Role;
  relationship: string | null;
  standing: Standing;
  link?: Link | null;
  invitation: ConsentState | null;
  invitation_id?: string | null;
  scopes?: Scope[] | null;
}

export interface ConsentRequest {
  invitation_id: string;
  person_id: string;
  first_name: string;
  relationship: string;
  asked_by: string;
  asked_at: string;
}

export interface Me {
  person: MePerson;
  decision_maker: boolean;
  clinic: ClinicCard;
  visit: MeVisit;
  clinician: MeClinician | null;
  standing: Standing;
  device: DevicePlace | "replaced";
  screen: Screen;
  can_enter: boolean;
  checked: boolean;
  not_yet: boolean;
  place: { place: number } | null;
  people: PersonCard[];
  requests: ConsentRequest[];
  present: string[];
  help_wanted: boolean;
  moved_from: string | null;
  opens_at: string;
  language: string;
}

export interface Grant {
  grant: string;
  n: number;
}

export interface Check {
  camera: "ok" | "refused" | "missing";
  microphone: "ok" | "quiet" | "refused" | "missing";
  speaker: "ok" | "no";
  network: "video" | "sound" | "weak";
  done: boolean;
}

export interface StaffClinic {
  id: string;
  name: string;
  phone: string;
  zone: string;
}

export interface StaffMe {
  person_id: string;
  name: string;
  short_name: string;
  roles: ("clinician" | "desk")[];
  clinic: StaffClinic;
  queues: { id: string; name: string }[];
  language: string;
  idle_minutes: number;
}

export interface Clinician {
  person_id: string;
  name: string;
  short_name: string;
}

export interface RowPatient {
  id: string;
  name: string;
  age: number | null;
}

export interface RowGuest {
  person_id: string;
  first_name: string;
  relationship: string | null;
  standing: Standing;
  invitation: ConsentState | null;
  link: Link;
}

export interface RowCheck {
  result: "none" | "ok" | "failed";
  what: string | null;
}

export interface VisitRow {
  id: string;
  version: number;
  state: VisitState;
  modality: Modality;
  scheduled_at: string;
  minutes: number;
  kind: "new" | "followup" | "urgent";
  patient: RowPatient;
  clinician: { id: string; name: string };
  waiting_since: string | null;
  place: number | null;
  link: Link;
  hidden: boolean;
  check: RowCheck;
  help_wanted: boolean;
  wrong_person: boolean;
  guests: RowGuest[];
  present: string[];
  open_for_me: boolean;
  trouble: string[];
  tasks: string[];
  allowed: string[];
}

export interface Day {
  date: string;
  now: string;
  version: number;
  visits: VisitRow[];
  counts: { waiting: number; today: number; done: number };
}

export interface LinkFacts {
  person_id: string;
  sent_at: string | null;
  delivered: boolean | null;
  opened_at: string | null;
  generation: number;
}

export interface HistoryEntry {
  at: string;
  text_key: string;
  args: Record<string, string>;
}

export interface Invitation {
  id: string;
  person_id: string;
  first_name: string;
  name: string;
  relationship: string;
  state: ConsentState;
  scopes: Scope[];
  by: string;
  asked_at: string;
  answered_at: string | null;
}

export interface VisitDetail extends VisitRow {
  contacts: { person_id: string; email: string | null }[];
  links: LinkFacts[];
  people: PersonCard[];
  invitations: Invitation[];
  history: HistoryEntry[];
  hand_over: { to: string } | null;
  contact_phone: string | null;
}

export interface CallPerson extends PersonCard {
  second_device: boolean;
  agreed: Scope[];
  knocking: boolean;
}

export interface CallView {
  visit: VisitRow & { started_at: string | null; contact_phone: string | null };
  me: { person_id: string };
  people: CallPerson[];
  waiting: VisitRow[];
  can: string[];
}
