/** The people of a visit as the patient or guest reads them. Pure. */
import type { Me, PersonCard } from "../../generated/session";
import type { Person, SummaryScope } from "../../screens/people";
import type {
  AccessEntry,
  Beside,
  ConsentRequest,
  NotedYes,
  Scopes,
} from "../../screens/visit/consent-state";

const ROLES = new Set<string>(["patient", "guest", "clinician", "interpreter", "observer"]);

/** A role that this page does not know yet is shown as a guest's. */
export const roleOf = (role: PersonCard["role"]): Person["role"] => (ROLES.has(role) ? role : "guest");

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
  ...(card.interprets ? { interprets: card.interprets } : {}),
});

const STATES = {
  proposed: "asked",
  agreed: "agreed",
  declined: "declined",
  revoked: "taken_back",
  expired: "expired",
} as const;

/** Who may see and hear, with everyone who was asked. */
export const accessOf = (me: Me): AccessEntry[] =>
  me.people.map((card) => ({
    person: personOf(card),
    state: card.invitation ? STATES[card.invitation] : "role",
    here: isHere(card),
    ...(card.scopes && card.role === "guest" ? { scopes: scopesOf(card.scopes) } : {}),
    ...holdOf(card, me),
  }));

/** Whom the patient may talk without: whoever was let in, but for the clinician. A private room ends as a whole. */
function holdOf(card: PersonCard, me: Me): Pick<AccessEntry, "hold"> {
  const isPatients = me.person.role === "patient" && me.screen === "call" && !me.private_by?.length;
  if (!isPatients || card.role === "clinician" || card.standing !== "admitted") return {};
  if (!card.held) return { hold: "may" };
  return { hold: card.held_by?.includes(me.person.id) ? "held" : "held_by_other" };
}

/** Who sits with somebody of the visit, without a phone of their own. */
export const besideOf = (me: Me | undefined): Beside[] =>
  (me?.beside ?? []).map(({ name, with_id, with_name }) =>
    with_id === me?.person.id ? { name } : { name, with: { id: with_id, name: with_name } },
  );

export const isHere = ({ standing }: PersonCard): boolean =>
  standing === "at_door" || standing === "admitted";

export const scopesOf = (scopes: readonly string[]): Scopes => ({
  join: scopes.includes("join"),
  chat: scopes.includes("chat"),
  files: scopes.includes("files"),
  reads: readsOf(scopes),
});

export function readsOf(scopes: readonly string[]): SummaryScope {
  if (scopes.includes("summary_all")) return "everything";
  return scopes.includes("summary_actions") ? "actions" : "nothing";
}

/** The oldest question that waits for this person's answer; then who was there last time. */
export function requestOf(me: Me | undefined, failedId: string | undefined): ConsentRequest | undefined {
  const [request] = me?.requests ?? [];
  const [again] = me?.carry_over ?? [];
  if (request) {
    const { invitation_id, asked_by } = request;
    const failed = failedId === invitation_id;
    return { invitationId: invitation_id, guest: asked(request), askedBy: asked_by, failed, isAgain: false };
  }
  if (!again) return undefined;
  const failed = failedId === again.person_id;
  return { invitationId: again.person_id, guest: asked(again), askedBy: "", failed, isAgain: true };
}

const asked = (one: Me["requests"][number] | Me["carry_over"][number]): Person => ({
  id: one.person_id,
  name: one.first_name,
  role: roleOf(one.role),
  relation: one.relationship,
  ...(one.interprets ? { interprets: one.interprets } : {}),
});

/** What was written down in this person's name, the oldest first. */
export function notedOf(me: Me | undefined, failedId: string | undefined): NotedYes | undefined {
  const [one] = me?.written_down ?? [];
  if (!one) return undefined;
  return {
    invitationId: one.invitation_id,
    guest: { id: one.person_id, name: one.first_name, role: "guest", relation: one.relationship },
    by: one.by,
    at: new Date(one.at),
    how: one.how,
    words: one.words ?? "",
    scopes: scopesOf(one.scopes),
    mayUndo: one.can_undo,
    failed: failedId === one.invitation_id,
  };
}
