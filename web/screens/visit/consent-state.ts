/** What a patient, or who decides for one, sees and decides of others: who may what, and who is kept out for a while. */
import type { Person, SummaryScope } from "../people";

/** What the patient chose for one guest. Nothing is chosen for them: an answer is sent only once they have. */
export interface Scopes {
  join: boolean;
  /** Write and read messages; falls with `join`. */
  chat: boolean;
  /** Get files; falls with `join`. */
  files: boolean;
  reads: SummaryScope;
}

export interface Invitation extends Scopes {
  name: string;
  relation: string;
  /** Email address, as typed. */
  contact: string;
}

export interface ConsentRequest {
  /** Of the question; of who was there at an earlier visit, their person. */
  invitationId: string;
  /** The one who is to come; a role of its own is said in words. */
  guest: Person;
  /** Whoever of the clinic invited. */
  askedBy: string;
  /** The answer did not arrive; nobody was let in. */
  failed: boolean;
  /** Was beside the patient at the visit before, and comes again only with a new yes. */
  isAgain: boolean;
}

/** What the clinician wrote down in the patient's name. */
export interface NotedYes {
  invitationId: string;
  guest: Person;
  by: string;
  at: Date;
  /** `said_aloud`: the patient said yes in the call; let in or told in an emergency: nobody could ask. */
  how: "said_aloud" | "let_in" | "told";
  /** What was said, or why it could not wait. */
  words: string;
  scopes: Scopes;
  /** What was told cannot be taken back. */
  mayUndo: boolean;
  /** The undo did not arrive. */
  failed: boolean;
}

/** One person's permission as the patient reads it. */
export interface AccessEntry {
  person: Person;
  /** `role`: here by what they do (clinician, interpreter); no yes of the patient stands behind it. */
  state: "agreed" | "asked" | "taken_back" | "declined" | "expired" | "role";
  here: boolean;
  /** Agreed to; missing where nothing was. */
  scopes?: Scopes;
  /** In the call: may be talked without for a while, or is. */
  hold?: "may" | "held" | "held_by_other";
}

export interface Beside {
  name: string;
  /** With whom; missing for who sits with the reader. */
  with?: { id: string; name: string };
}

/** Who cannot see or hear now, as the one whose privacy it is reads it. */
export interface Privacy {
  /** `closing`: not every phone has said yet that the door is closed. */
  state: "closing" | "private";
  /** Everyone is out, not only some by name. */
  everyone: boolean;
  held: Person[];
  /** Who else still sees and hears, the clinician first. */
  inside: Person[];
  /** Whose phones do not answer: until they do, it is not private. */
  silent: string[];
  /** What this person's own tap began, and may end. */
  own: { everyone: boolean; people: string[] };
}
