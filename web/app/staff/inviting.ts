/** Whom staff invite, as the API takes them. Pure. */
import type { AskForGuest } from "../../generated/session";
import type { GuestDraft, InviteDraft, RefusedInvite } from "../../screens/staff/state";
import type { Problem } from "../../sdk";

export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? "";

export const guestOf = ({ name, relation, contact }: GuestDraft): AskForGuest => ({
  name: name.trim(),
  first_name: firstNameOf(name),
  relationship: relation,
  email: contact.trim(),
});

/** Family by their relationship; who interprets or looks on by what they do. */
export function invitedOf(draft: InviteDraft): object {
  const who = {
    name: draft.name,
    first_name: firstNameOf(draft.name),
    email: draft.contact,
    role: draft.role,
  };
  switch (draft.role) {
    case "guest":
      return { ...who, relationship: draft.relation };
    case "interpreter":
      return { ...who, relationship: "interpreter", interprets: draft.language };
    case "observer":
      return { ...who, relationship: draft.why };
  }
}

/** Why an invitation was refused, where it is about whom was to be invited. */
export function refusedInvite(
  draft: InviteDraft,
  { code, present }: Problem,
  nameOf: (personId: string) => string,
): RefusedInvite | undefined {
  switch (code) {
    case "guest.protected_pair": {
      const name = typeof present.with_person === "string" ? nameOf(present.with_person) : "";
      return { draft, problem: { what: "must_not_meet", ...(name ? { name } : {}) } };
    }
    case "room.full":
      return { draft, problem: { what: "room_full" } };
    case "invitation.is_open":
      return { draft, problem: { what: "already" } };
    default:
      return undefined;
  }
}
