/** Private time as the patient, an interpreter or a guest outside of it sees it. Pure. */
import type { Me } from "../../generated/session";
import type { RoomPerson } from "../../generated/wire";
import type { Person } from "../../screens/people";
import type { Privacy } from "../../screens/visit/consent-state";
import { personIn } from "../../sdk";
import type { LiveState } from "../live";

/** Let in, and kept out for the moment. What the socket says is newer than what was fetched. */
export function isHeld(live: LiveState, me: Me): boolean {
  const own = personIn(live.room, me.person.id);
  return own ? (own.held ?? false) : me.held;
}

/** `nameOf`: a person as this viewer calls them. */
export function privacyOf(
  { room, you }: LiveState,
  me: Me,
  nameOf: (person: RoomPerson) => Person,
): Privacy | undefined {
  const privacy = room?.privacy;
  if (!room || !privacy) return undefined;
  const { held = [], private_by = [], silent = [], state } = privacy;
  const own = me.person.id;
  const named = (ids: readonly string[]) =>
    room.people.filter(({ person_id }) => ids.includes(person_id)).map(nameOf);
  return {
    state,
    everyone: private_by.length > 0,
    held: named(held.filter((id) => id !== own)),
    inside: room.people
      .filter(({ person_id, flows }) => flows && person_id !== you?.person_id)
      .sort(cliniciansFirst)
      .map(nameOf),
    silent: named(silent).map(({ name, id }) => (id === own ? me.person.first_name : name)),
    own: {
      everyone: private_by.includes(own),
      people: room.people.flatMap(({ person_id, held_by }) => (held_by?.includes(own) ? [person_id] : [])),
    },
  };
}

const cliniciansFirst = (one: RoomPerson, other: RoomPerson): number =>
  Number(other.role === "clinician") - Number(one.role === "clinician");
