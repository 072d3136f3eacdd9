/** Who is kept out of the talk, as the clinician reads it. Pure. */
import type { Room, RoomPerson } from "../../generated/wire";
import type { Person } from "../../screens/people";
import type { Inside, Privacy } from "../../screens/staff/state";

/** Roles that can be kept out by name. */
const HOLDABLE = new Set<RoomPerson["role"]>(["guest", "observer", "interpreter"]);

export const mayHold = ({ role, standing }: RoomPerson): boolean =>
  HOLDABLE.has(role) && standing === "admitted";

/** Whose wish it is: the clinician's own, or the patient's. */
const wishOf = (by: readonly string[], me: string) => ({
  mine: by.includes(me),
  patients: by.some((id) => id !== me),
});

/** How one person is kept out. `since`: the server's word, which comes a moment after the room's. */
export function heldOf(
  present: RoomPerson | undefined,
  me: string,
  since: string | null | undefined,
): Inside["held"] | undefined {
  const by = present?.held_by ?? [];
  if (!present?.held && by.length === 0) return undefined;
  return { ...wishOf(by, me), ...(since ? { since: new Date(since) } : {}) };
}

/** `personOf` is how this page calls people. */
export function privacyOf(
  room: Room | undefined,
  me: string,
  personOf: (personId: string) => Person | undefined,
): Privacy | undefined {
  const privacy = room?.privacy;
  if (!room || !privacy) return undefined;
  const roomBy = privacy.private_by ?? [];
  const out = room.people
    .filter((one) => isOut(one, privacy.held ?? []))
    .flatMap((one): Privacy["out"] => {
      const person = personOf(one.person_id);
      return person ? [{ person, ...wishOf(one.held_by ?? [], me) }] : [];
    });
  return {
    state: privacy.state,
    ...(roomBy.length > 0 ? { room: wishOf(roomBy, me) } : {}),
    out,
    silent: (privacy.silent ?? []).flatMap((id) => personOf(id)?.name ?? []),
  };
}

/** Kept out by name, here or not; or here and outside a private room. */
const isOut = ({ person_id, held_by = [], standing, link }: RoomPerson, held: readonly string[]): boolean =>
  held_by.length > 0 || (held.includes(person_id) && standing === "admitted" && link !== "absent");
