/** Sample people of the pictures. None of them exists. */
import "../components/sample-drawings";
import type { Clinic, Person, TilePerson } from "../people";

export const clinic: Clinic = { name: "Northfield Clinic", phone: "555 0142" };

export const rosa: Person = { id: "rosa", name: "Rosa", role: "patient", face: "rosa" };
export const ana: Person = { id: "ana", name: "Ana", role: "guest", relation: "daughter", face: "ana" };
export const marek: Person = { id: "marek", name: "Marek", role: "guest", relation: "son", face: "marek" };
export const jan: Person = { id: "jan", name: "Jan", role: "interpreter", interprets: "pl", face: "plain" };
export const kim: Person = { id: "kim", name: "Kim", role: "observer", face: "plain" };
export const lind: Person = { id: "lind", name: "Dr. Lind", role: "clinician", face: "lind" };
export const tomas: Person = { id: "tomas", name: "Tomas B.", role: "patient", face: "tomas" };
export const leo: Person = { id: "leo", name: "Leo K.", role: "patient", face: "marek" };

export const tile = (person: Person, state: TilePerson["state"] = "ok"): TilePerson => ({ ...person, state });

/** The day of the pictures, in whatever zone they are taken. */
export const at = (hour: number, minute: number): Date => new Date(2026, 10, 24, hour, minute);
export const tomorrow = (hour: number, minute: number): Date => new Date(2026, 10, 25, hour, minute);
