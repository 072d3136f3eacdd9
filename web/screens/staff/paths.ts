/** The addresses below /staff, and what each shows. */

export type Place =
  | { page: "home" }
  | { page: "schedule" }
  | { page: "emergencies" }
  | { page: "visit"; visitId: string }
  | { page: "call"; visitId: string }
  | { page: "summary"; visitId: string };

const ROOT = "/staff";

export function pathTo(place: Place): string {
  switch (place.page) {
    case "home":
      return ROOT;
    case "schedule":
      return `${ROOT}/schedule`;
    case "emergencies":
      return `${ROOT}/emergencies`;
    case "visit":
      return `${ROOT}/visits/${place.visitId}`;
    case "call":
      return `${ROOT}/visits/${place.visitId}/call`;
    case "summary":
      return `${ROOT}/visits/${place.visitId}/summary`;
  }
}

/** Anything unknown is home. */
export function placeAt(path: string): Place {
  const [, , first, visitId, last] = path.split("/");
  if (first === "schedule") return { page: "schedule" };
  if (first === "emergencies") return { page: "emergencies" };
  if (first !== "visits" || !visitId) return { page: "home" };
  if (last === "call" || last === "summary") return { page: last, visitId };
  return { page: "visit", visitId };
}
