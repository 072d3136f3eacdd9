/** Messages as the patient or a guest reads them. Pure. */
import type { Me } from "../../generated/session";
import type { RoomPerson } from "../../generated/wire";
import type { VisitView } from "../../screens/visit/state";
import { shownChat } from "../chat";
import type { LiveState } from "../live";
import { named } from "./call-view";

/** Nothing while this page may not read. */
export function chatOf(live: LiveState, me: Me): Pick<VisitView, "chat" | "wrote"> {
  if (!live.chat.isOpen) return {};
  const nameOf = (person_id: string) =>
    person_id === me.person.id ? me.person.first_name : named(me, { person_id, role: "guest" }).name;
  const readers = readersOf(live, me);
  const chat = { ...shownChat(live.chat, nameOf), ...(readers ? { readers } : {}) };
  const last = chat.lines.filter(({ own, withdrawn }) => !own && !withdrawn).at(-1);
  return {
    chat,
    ...(chat.unread > 0 && last ? { wrote: { id: last.id, name: last.name, text: last.text } } : {}),
  };
}

/** Who decides knows who may read; others need not know. */
function readersOf({ room, you }: LiveState, me: Me): string[] | undefined {
  if (!me.decision_maker || !room) return undefined;
  return room.people
    .filter((person) => person.flows && person.person_id !== you?.person_id && mayRead(me, person))
    .map((person) => named(me, person).name);
}

/** What somebody agreed to is told of guests alone: whoever else is in the talk reads. */
function mayRead({ people }: Me, { person_id, role }: RoomPerson): boolean {
  if (role !== "guest" && role !== "observer") return true;
  return people.find((card) => card.person_id === person_id)?.scopes?.includes("chat") ?? false;
}
