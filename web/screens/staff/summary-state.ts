/** Writing a summary, as data. */
import type { Gets, Mistake, SectionName } from "../../generated/notes";
import type { Section } from "../summary/words";

export interface SummaryEditor {
  kind: "summary";
  visitId: string;
  patient: string;
  /** When the visit ended. */
  endedAt: Date;
  /** That of the words; what the patient reads may be another. */
  language: string;
  patientReads: string;
  /** Whoever is not responsible for the visit may write, and not sign. */
  maySign: boolean;
  draft?: Draft;
  /** What was signed last, or decided not to be written. */
  present?: Present;
  readers?: Reader[];
  deliveries: Delivery[];
  problem?:
    | "changed"
    | "nothing_written"
    | "too_many_actions"
    | "people_unknown"
    | "visit_not_ended"
    | "not_responsible"
    | "signed_elsewhere"
    | "not_saved"
    | "refused";
  preview?: { name: string; isPatient: boolean; sections: Section[] };
}

export interface Draft {
  number: number;
  sections: DraftSection[];
  /** not_kept: neither saved nor kept on this computer. */
  saving: "saved" | "kept" | "not_kept";
  savedAt?: Date;
  /** Why it corrects what was signed. */
  reason?: string;
}

export interface DraftSection {
  name: SectionName;
  content: Section;
  patientOnly: boolean;
  state: "saved" | "waiting" | "saving" | "failed" | "conflict" | "refused";
  theirs?: { content: Section };
}

export interface Present {
  number: number;
  state: "signed" | "in_error" | "waived";
  at: Date;
  by: string;
  sections: Section[];
  /** Why it was not written, or what was wrong. */
  reason?: string;
  mistake?: Mistake;
  /** It is not what was signed: somebody changed the rows. */
  isBroken: boolean;
  wentOn: boolean;
}

export interface Reader {
  id: string;
  name: string;
  relation?: string;
  isPatient: boolean;
  gets: Gets;
}

export interface Delivery {
  personId: string;
  name: string;
  number: number;
  news: "ready" | "corrected" | "mistake";
  state: "queued" | "sent" | "failed" | "opened";
  at: Date;
}

export type SummaryAction =
  | { kind: "type_section"; content: Section; patientOnly: boolean }
  | { kind: "settle_section"; name: SectionName; whose: "mine" | "theirs" }
  | { kind: "write_in"; language: string }
  | { kind: "sign" }
  | { kind: "amend"; number: number; reason: string }
  | { kind: "enter_in_error"; number: number; mistake: Mistake; reason: string }
  | { kind: "waive"; number: number; reason: string }
  | { kind: "see_as"; personId: string }
  | { kind: "close_preview" };
