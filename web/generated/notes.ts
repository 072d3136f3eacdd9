/* Made from docs/reference/notes.openapi.json by generate.mjs. Do not edit. */

/** What to do. `nothing`: there is nothing to do, and that is said. */
export interface Actions {
  items: ToDo[];
  nothing: boolean;
  section: "actions";
}

/** Who else has it, as consent stands now; told to the patient alone. */
export interface AlsoReads {
  first_name: string;
  gets: Gets;
  person_id: string;
  relationship: string | null;
}

/** What changed, and why. `number`: the version that is corrected. */
export interface Amend {
  number: number;
  reason: string;
}

export interface AuthoredVisit {
  /** who is responsible, and signs */
  clinician_id: string;
  ended_at: string;
  kind: string;
  language: string;
  modality: Modality;
  outcome: Outcome;
  /** the talk goes on; nothing can be signed until it is finished again */
  reopened: boolean;
  visit_id: string;
}

/**
 * What is different from the reader's version before this one, in their own view.
 *
 * `words`: the author's own, for the patient alone, because they may speak of parts that others do not see.
 */
export interface Correction {
  at: string;
  changed: SectionName[];
  words: string | null;
}

/** What was decided, and why. */
export interface Decision {
  what: string;
  why: string;
}

export interface Decisions {
  items: Decision[];
  section: "decisions";
}

/** One message to one reader about one version. `opened_at`: that person's own tap, after the second fact. */
export interface DeliveryCard {
  at: string;
  failure: string | null;
  news: News;
  number: number;
  opened_at: string | null;
  person_id: string;
  state: "queued" | "sent" | "failed";
}

/** A version that the reader had before; not valid any more. */
export interface EarlierVersion {
  id: string;
  mistake: Mistake | null;
  signed_at: string;
}

/**
 * All that the editor shows. `draft`: what is being written; `present`: what was signed last.
 *
 * `readers` is null while nobody has told yet who is in the visit (session is away): writing goes on, signing waits.
 */
export interface Editor {
  deliveries: DeliveryCard[];
  draft: VersionView | null;
  /** the caller is the responsible clinician */
  may_sign: boolean;
  present: VersionView | null;
  readers: ReaderCard[] | null;
  row_version: number;
  versions: VersionCard[];
  visit: AuthoredVisit;
}

export interface EnterInError {
  mistake: Mistake;
  reason: string;
}

/** When to get help, and whom to call (a name and a number, as they are said). */
export interface GetHelp {
  call: string;
  section: "help";
  signs: string[];
}

/**
 * What a person may read of a summary: all of it, all but what is the patient's alone, the practical part, nothing.
 *
 * Sections marked "patient only" open for `whole` alone.
 */
export type Gets = "whole" | "everything" | "actions" | "nothing";

/** A visit whose end has been learnt: as much as everyone of it may know. */
export interface KnownVisit {
  ended_at: string;
  learnt_at: string;
  outcome: Outcome;
  reopened: boolean;
  visit_id: string;
}

export interface MainMessage {
  section: "main_message";
  text: string;
}

/** One medicine. `how`: how much of it, and when. */
export interface Medicine {
  change: MedicineChange;
  how: string;
  name: string;
  why: string;
}

/** What becomes of a medicine. */
export type MedicineChange = "start" | "stop" | "change" | "keep";

export interface Medicines {
  items: Medicine[];
  section: "medicines";
}

/** Why a version was entered in error. */
export type Mistake = "wrong_words" | "wrong_person";

/** How the talk takes place. */
export type Modality = "video" | "sound" | "phone";

/** What a message to a reader tells of. */
export type News = "ready" | "corrected" | "mistake";

/** In words; `at` where the time is fixed. */
export interface NextAppointment {
  at: string | null;
  section: "next_appointment";
  text: string;
}

/** How the talk went. A person chooses among the first three; the timer alone says abandoned. */
export type Outcome = "completed" | "broken_off" | "did_not_take_place" | "abandoned";

/**
 * A version as this reader reads it: only sections that are open to them and say something, in order.
 *
 * With `mistake` it holds no sections: what was wrong must not be followed. `language`: that of the words.
 */
export interface OwnSummary {
  also_reads: AlsoReads[];
  clinic: ReadClinic;
  correction: Correction | null;
  earlier: EarlierVersion[];
  gets: Gets;
  id: string;
  language: string;
  mistake: Mistake | null;
  /** the reader tapped that they opened it */
  opened: boolean;
  patient_first_name: string;
  sections: (MainMessage | Decisions | Actions | Medicines | Tests | GetHelp | Questions | NextAppointment)[];
  signed_at: string;
  /** as patients know the clinician: "Dr. Lind" */
  signed_by: string;
  /** false for a mistake, and for what was corrected since */
  valid: boolean;
  /** the visit went on after this was signed; a newer version will follow */
  went_on: boolean;
  zone: string;
}

/** A version as one person would read it by consent as it stands now. */
export interface Preview {
  first_name: string;
  gets: Gets;
  person_id: string;
  sections: (MainMessage | Decisions | Actions | Medicines | Tests | GetHelp | Questions | NextAppointment)[];
}

export interface Question {
  answer: string;
  question: string;
}

export interface Questions {
  items: Question[];
  section: "questions";
}

export interface ReadClinic {
  name: string;
  phone: string;
}

/** Somebody of the visit, and what they get by consent as it stands now; of a signed version see `readers`. */
export interface ReaderCard {
  first_name: string;
  gets: Gets;
  language: string;
  name: string;
  person_id: string;
  relationship: string | null;
  role: Role;
}

/** What a person is in one visit. */
export type Role = "patient" | "clinician" | "guest" | "interpreter" | "observer";

/** What was typed. `seen`: the row version of the section as this page last knew it, 0 where it was never saved. */
export interface SaveSection {
  content: MainMessage | Decisions | Actions | Medicines | Tests | GetHelp | Questions | NextAppointment;
  patient_only?: boolean;
  seen: number;
}

/** The sections, in the patient's order. */
export type SectionName = "main_message" | "decisions" | "actions" | "medicines" | "tests" | "help" | "questions" | "next_appointment";

/** One section as it was last saved; `row_version` 0: never. */
export interface SectionView {
  content: MainMessage | Decisions | Actions | Medicines | Tests | GetHelp | Questions | NextAppointment;
  patient_only: boolean;
  row_version: number;
  saved_at: string | null;
  saved_by: string | null;
  section: SectionName;
}

/**
 * `seen`: the row version of every section as the signing page shows it; a missing one was never saved (0).
 *
 * `language`: in which the words are written; that of the visit, the patient's own, where nothing is said.
 */
export interface Sign {
  language?: string | null;
  seen: Record<string, number>;
}

/**
 * What the page may know before the second fact. `none`: it was decided that there is no summary.
 *
 * `not_for_you`: consent opens nothing of it to this person.
 */
export interface Status {
  /** a second fact of this device still counts: the summary itself may be fetched */
  proven: boolean;
  state: "being_written" | "ready" | "in_error" | "none" | "not_for_you";
}

/** Somebody else looked at the summary. `who`: as the patient knows them; null where nobody can say any more. */
export interface SummaryLook {
  at: string;
  role: Role | null;
  who: string | null;
}

/** The newest first. */
export interface SummaryLooks {
  looks: SummaryLook[];
}

/** A test or a referral. */
export interface Test {
  what: string;
  when: string;
  where: string;
}

export interface Tests {
  items: Test[];
  section: "tests";
}

/** One thing to do: what, when, how. */
export interface ToDo {
  how: string;
  what: string;
  when: string;
}

/** One version without its words. `ended_at`: when it was waived or marked as a mistake. */
export interface VersionCard {
  author_id: string | null;
  created_at: string;
  ended_at: string | null;
  ended_by: string | null;
  ended_reason: string | null;
  id: string;
  /** whether it still is what was signed; null where nothing was */
  intact: boolean | null;
  /** in which its words are written; null until it is signed */
  language: string | null;
  mistake: Mistake | null;
  number: number;
  /** why it corrects the one before */
  reason: string | null;
  signed_at: string | null;
  signed_by: string | null;
  state: VersionState;
  /** the visit went on after this was signed */
  went_on: boolean;
}

/** What one version of a summary is. Only a draft ever changes its words. */
export type VersionState = "draft" | "signed" | "superseded" | "entered_in_error" | "waived";

/** One version with its words, every section in the patient's order. */
export interface VersionView {
  author_id: string | null;
  created_at: string;
  ended_at: string | null;
  ended_by: string | null;
  ended_reason: string | null;
  id: string;
  /** whether it still is what was signed; null where nothing was */
  intact: boolean | null;
  /** in which its words are written; null until it is signed */
  language: string | null;
  mistake: Mistake | null;
  number: number;
  /** why it corrects the one before */
  reason: string | null;
  sections: SectionView[];
  signed_at: string | null;
  signed_by: string | null;
  state: VersionState;
  /** the visit went on after this was signed */
  went_on: boolean;
}

export interface Waive {
  reason: string;
}
