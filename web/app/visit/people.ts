/** The people of a visit as the patient or guest reads them. Pure. */
import type { Me, PersonCard } from "../../generated/session";
import type { Person, SummaryScope } from "../../screens/people";
import type { AccessEntry, ConsentRequest } from "../../screens/visit/state";

const ROLES = new Set(["patient", "guest", "clinician", "interpreter"]);

/** Who only looks on is shown as a guest is. */
export const roleOf = (role: PersonCard["role"]): Person["role"] =>
  ROLES.has(role) ? (role as Person["role"]) : "guest";

export const mePerson = (me: Me): Person => ({
  id: me.person.id,
  name: me.person.first_name,
  role: roleOf(me.person.role),
});

export const clinicianOf = ({ clinician }: Me): Person => ({
  id: clinician?.id ?? "clinician",
  name: clinician?.short_name ?? "",
  role: "clinician",
});

export const personOf = (card: PersonCard): Person => ({
  id: card.person_id,
  name: card.name,
  role: roleOf(card.role),
  ...(card.relationship ? { relation: card.relationship } : {}),
});

const STATES = { proposed: "asked", agreed: "agreed", declined: "declined", revoked: "taken_back" } as const;

/** Who may see and hear, with everyone who was asked. */
export function accessOf(me: Me): AccessEntry[] {
  return me.people.flatMap((card) => {
    if (card.role !== "guest" || !card.invitation || card.invitation === "expired") return [];
    return [
      {
        person: personOf(card),
        state: STATES[card.invitation],
        here: isHere(card),
        ...(card.scopes ? { reads: readsOf(card.scopes) } : {}),
      },
    ];
  });
}

export const isHere = ({ standing }: PersonCard): boolean =>
  standing === "at_door" || standing === "admitted";

export function readsOf(scopes: readonly string[]): SummaryScope {
  if (scopes.includes("summary_all")) return "everything";
  return scopes.includes("summary_actions") ? "actions" : "nothing";
}

/** The oldest question that waits for this person's answer. */
export function requestOf(me: Me | undefined, failedId: string | undefined): ConsentRequest | undefined {
  const request = me?.requests[0];
  if (!request) return undefined;
  return {
    invitationId: request.invitation_id,
    guest: {
      id: request.person_id,
      name: request.first_name,
      role: "guest",
      relation: request.relationship,
    },
    askedBy: request.asked_by,
    failed: failedId === request.invitation_id,
  };
}
