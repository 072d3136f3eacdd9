/** What every screen knows of a person, already reduced by the server to what this viewer may see. */

/** Which drawing stands for a person outside a call. `plain` is anybody; the others belong to the sample data. */
export type Face = "plain" | "rosa" | "ana" | "marek" | "lind" | "tomas";

export type Role = "patient" | "guest" | "clinician" | "interpreter" | "observer";

export interface Person {
  id: string;
  /** As this viewer may read it: a first name for patients and guests ("Ana"), "Dr. Lind" for a clinician. */
  name: string;
  role: Role;
  /** A relationship code of the contracts ("daughter") or the words someone typed. */
  relation?: string;
  /** Of an interpreter: the language (BCP 47). */
  interprets?: string;
  face?: Face;
}

export interface Clinic {
  name: string;
  /** As printed on paper; dialled without its spaces. */
  phone: string;
}

/** What a guest may read after the visit. */
export type SummaryScope = "everything" | "actions" | "nothing";

/** How one person's picture and sound are doing. At most one pill is shown; the first that holds, in this order. */
export type PersonState =
  | "coming_back"
  | "camera_off"
  | "muted"
  | "speaking"
  | "weak"
  | "sound_only"
  | "on_the_phone"
  | "ok";

export interface TilePerson extends Person {
  state: PersonState;
  /** Live picture and sound; without one the drawing stands in. */
  stream?: MediaStream | null;
}
