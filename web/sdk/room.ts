/** What a page reads from the room it sees: with whom it exchanges sound and picture, and who of two offers. */
import type { Room, RoomPerson, You } from "../generated/wire";

/** One connection of another person, to which sound and picture flow now. */
export interface Counterpart {
  personId: string;
  n: number;
  /** The side that came later offers; the other one waits, and asks when nothing comes. */
  iOffer: boolean;
}

/** Pure; nobody is named twice. */
export function counterparts(room: Room | undefined, you: You): Counterpart[] {
  const people = room?.people ?? [];
  return people.flatMap((person) => {
    const n = person.n ?? undefined;
    if (!person.flows || n === undefined || person.person_id === you.person_id) return [];
    return [{ personId: person.person_id, n, iOffer: you.n > n }];
  });
}

export const personIn = (room: Room | undefined, personId: string): RoomPerson | undefined =>
  room?.people.find((person) => person.person_id === personId);
