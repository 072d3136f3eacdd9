/** The start page of the embedded run: three doors and the mailbox. */

export interface StartView {
  /** `not_here`: somebody else's computer or phone, which is shown no doors. */
  screen: "starting" | "ready" | "broke" | "not_here";
  /** Phones of the network come in by a code beside each door. */
  phones?: boolean;
  /** Addresses of the three doors, once the demo is seeded. */
  doors?: { patient: string; guest: string; clinician: string; desk: string };
  mailbox: Mail[];
  /** No camera on this computer: the drawn picture can stand in. */
  noCamera: boolean;
  /** The drawn picture is in use. */
  drawnPicture: boolean;
  /** The page is neither https nor localhost: phones cannot use it. */
  notSecure: boolean;
  busy?: StartAction["kind"];
}

export interface Mail {
  id: string;
  at: Date;
  to: string;
  /** The sentence of the message that says what it is about. */
  text: string;
  link?: string;
}

export type StartAction = { kind: "draw_picture"; on: boolean } | { kind: "language"; language: string };

export type StartAct = (action: StartAction) => void;
