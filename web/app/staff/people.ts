/** The people of a visit as its clinician knows them: who is where, and what was agreed for each. Pure. */
import type { PersonCard, VisitDetail } from "../../generated/session";
import type { RoomPerson } from "../../generated/wire";
import type { Person } from "../../screens/people";
import type { Agreed } from "../../screens/staff/state";
import type { LiveState } from "../live";
import { readsOf, roleOf } from "../visit/people";

/** Roles that the patient is asked about. */
export const NEEDS_YES = new Set<PersonCard["role"]>(["guest", "observer"]);

/** Guests by their first names, as everyone in the call knows them. */
export const cardPerson = (card: PersonCard, visit: VisitDetail): Person => ({
  id: card.person_id,
  name: visit.guests.find(({ person_id }) => person_id === card.person_id)?.first_name ?? card.name,
  role: roleOf(card.role),
  ...relationOf(card),
});

/** Who interprets is somebody by what they do, not by whose they are. */
export const relationOf = ({ role, relationship }: PersonCard): { relation?: string } =>
  relationship && role !== "interpreter" ? { relation: relationship } : {};

export const interprets = ({ interprets }: PersonCard): { language?: string } =>
  interprets ? { language: interprets } : {};

/** The room knows a moment earlier than the list who comes and goes. */
export const presenceOf = ({ person_id }: PersonCard, { room }: LiveState): RoomPerson | undefined =>
  room?.people.find((one) => one.person_id === person_id);

export function isInside(card: PersonCard, live: LiveState): boolean {
  const present = presenceOf(card, live);
  return (present?.standing ?? card.standing) === "admitted" && present?.link !== "absent";
}

/** At the door and not gone from it again; also the patient who comes back to it. */
export function isKnocking(card: PersonCard, live: LiveState): boolean {
  const present = presenceOf(card, live);
  if (present?.second_device_at_door) return true;
  const link = present?.link ?? card.link;
  return (present?.standing ?? card.standing) === "at_door" && link !== "absent" && link !== null;
}

export const isAwaited = (card: PersonCard, live: LiveState): boolean =>
  (NEEDS_YES.has(card.role) || card.role === "interpreter") &&
  !isInside(card, live) &&
  !isKnocking(card, live) &&
  card.invitation !== "expired" &&
  card.standing !== "removed";

/** What the patient agreed to for somebody who needs a yes, and how the yes came. */
export function agreedOf(card: PersonCard, { invitations }: VisitDetail): { agreed?: Agreed } {
  const { role, scopes } = card;
  if (!NEEDS_YES.has(role) || !scopes?.includes("join")) return {};
  const basis = invitations.find(({ id }) => id === card.invitation_id)?.basis;
  return {
    agreed: {
      chat: scopes.includes("chat"),
      files: scopes.includes("files"),
      reads: readsOf(scopes),
      ...(basis === "said_aloud" || basis === "emergency" ? { basis } : {}),
    },
  };
}

/** Whom of this visit somebody must not meet, by name. */
export function mustNotMeet({ person_id }: PersonCard, visit: VisitDetail): { mustNotMeet?: string[] } {
  const apart = visit.guests.find((guest) => guest.person_id === person_id)?.apart ?? [];
  const others = visit.people.filter((other) => apart.includes(other.person_id));
  return others.length > 0 ? { mustNotMeet: others.map((other) => cardPerson(other, visit).name) } : {};
}
