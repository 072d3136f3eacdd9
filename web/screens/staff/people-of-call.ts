import type { Person } from "../people";
import type { StaffCall } from "./state";

/** Anybody whom a card or line of the call names. */
export const personOf = ({ knocks, inside, invited }: StaffCall, id: string): Person | undefined =>
  [...knocks, ...inside, ...invited].find(({ person }) => person.id === id)?.person;

/** In sentences the patient goes by the first name. */
export const calledIn = ({ patient, called }: StaffCall, who: { id: string; name: string }): string =>
  who.id === patient.id ? called : who.name;
