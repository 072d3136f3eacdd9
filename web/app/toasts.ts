/** Who came and went between two looks at the room, worth one line of a few seconds. Pure. */
import type { Room, RoomPerson } from "../generated/wire";

export interface Coming {
  what: "in_visit" | "has_left" | "at_door";
  personId: string;
}

type Place = "away" | "at_door" | "inside";

export function comings(before: Room, after: Room, own: string): Coming[] {
  const earlier = new Map(before.people.map((person) => [person.person_id, placeOf(person)]));
  const told: Coming[] = [];
  for (const person of after.people) {
    if (person.person_id === own) continue;
    const was = earlier.get(person.person_id) ?? "away";
    const what = newsOf(was, placeOf(person), person);
    if (what) told.push({ what, personId: person.person_id });
  }
  return told;
}

function newsOf(was: Place, is: Place, { standing }: RoomPerson): Coming["what"] | undefined {
  if (was === is) return undefined;
  if (is === "inside") return "in_visit";
  if (is === "at_door") return was === "away" ? "at_door" : undefined;
  // A line that broke is no goodbye: the tile says "coming back".
  return was === "inside" && (standing === "gone" || standing === "removed") ? "has_left" : undefined;
}

function placeOf({ standing, link }: RoomPerson): Place {
  if (standing === "at_door") return link === "absent" ? "away" : "at_door";
  return standing === "admitted" && link !== "absent" ? "inside" : "away";
}
