/** The messages of a visit, as one person in it may read them. Patients, guests and staff share them. */

export interface Chat {
  /** The oldest first. */
  lines: ChatLine[];
  /** Names of those who write at this moment. */
  typing: string[];
  /** Came while the messages were closed. */
  unread: number;
  /** Who reads what is written now, by name; where this person may know it. */
  readers?: string[];
}

export interface ChatLine {
  /** Chosen by the page that wrote it. */
  id: string;
  name: string;
  own: boolean;
  at: Date;
  /** Empty once it was withdrawn. */
  text: string;
  edited: boolean;
  withdrawn: boolean;
  /** Of an own message: on its way, arrived, or not sent. */
  state: "sending" | "sent" | "not_sent";
}

export type ChatAction =
  | { kind: "chat_write"; text: string }
  | { kind: "chat_again"; id: string }
  | { kind: "chat_edit"; id: string; text: string }
  | { kind: "chat_withdraw"; id: string }
  | { kind: "chat_typing" }
  /** The messages are on the screen now, or not any more. */
  | { kind: "chat_seen"; open: boolean };

/** As much as the server takes. */
export const LONGEST_MESSAGE = 2_000;
