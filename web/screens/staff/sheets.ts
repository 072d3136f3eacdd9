/** What can be asked over the call. The words after a colon name a person by their number. */
export type CallSheet =
  | "finish"
  | "invite"
  | "hand_over"
  | "present"
  | "messages"
  | { remove: string }
  | { aloud: string }
  | { emergency: string };
