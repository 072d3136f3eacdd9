/** Messages of the pictures. */
import type { Chat, ChatLine } from "../../chat/state";
import { at } from "../people";

const line = (id: string, name: string, text: string, more: Partial<ChatLine> = {}): ChatLine => ({
  id,
  name,
  text,
  own: false,
  at: at(10, 26),
  edited: false,
  withdrawn: false,
  state: "sent",
  ...more,
});

export const chat: Chat = {
  lines: [
    line("1", "Ana", "The pill box is empty since Friday."),
    line("2", "Dr. Lind", "Thank you. Which one ran out?", { own: true, edited: true, at: at(10, 27) }),
    line("3", "Marek", "", { withdrawn: true, at: at(10, 27) }),
    line("4", "Rosa", "The small white one.", { at: at(10, 28) }),
    line("5", "Dr. Lind", "I will order it today.", { own: true, state: "not_sent", at: at(10, 29) }),
    line("6", "Dr. Lind", "It comes tomorrow.", { own: true, state: "sending", at: at(10, 29) }),
  ],
  typing: ["Ana"],
  unread: 0,
  readers: ["Rosa", "Ana", "Marek"],
};
