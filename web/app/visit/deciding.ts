/** What a patient, or who decides for one, decides about others: who may what, and who is kept out for a while. */
import type { ConsentRequest, Scopes } from "../../screens/visit/consent-state";
import type { VisitView } from "../../screens/visit/state";
import { Problem } from "../../sdk";
import type { VisitController } from "./controller";
import type { Handlers } from "./handlers";

type Toast = NonNullable<VisitView["toast"]>["what"];

export class Deciding {
  readonly #page: VisitController;
  readonly #command: (path: string, body?: object) => Promise<void>;

  constructor(page: VisitController, command: (path: string, body?: object) => Promise<void>) {
    this.#page = page;
    this.#command = command;
  }

  get handlers() {
    return { ...this.#privacy(), ...this.#people(), ...this.#noted() };
  }

  /** Whoever asks for privacy must know when the door stays open. */
  #privacy(): Pick<Handlers, "private" | "hold"> {
    const page = this.#page;
    const wish = async (path: string, on: boolean) => {
      try {
        await this.#command(path, { on });
      } catch (reason) {
        if (!(reason instanceof Problem)) throw reason;
        page.toast("did_not_reach");
        void page.refresh();
      }
    };
    return {
      private: ({ on }) => wish("/me/private", on),
      hold: ({ personId, on }) => wish(`/people/${personId}/hold`, on),
    };
  }

  #people(): Pick<Handlers, "consent_yes" | "consent_no" | "take_back" | "change_yes" | "invite"> {
    const page = this.#page;
    return {
      consent_yes: ({ request, scopes }) => this.#answer(request, { yes: true, ...wished(scopes) }),
      consent_no: async ({ request }) => {
        await this.#answer(request, { yes: false });
        if (page.model.consentFailed === undefined) page.toast("not_let_in", request.guest.name);
      },
      take_back: ({ personId }) => this.#ofPerson(personId, "revoke", {}, "taken_back"),
      change_yes: ({ personId, scopes }) => this.#ofPerson(personId, "change", wished(scopes), "changed"),
      invite: async ({ invitation }) => {
        const name = invitation.name.trim();
        const first_name = name.split(/\s+/)[0] ?? name;
        await page.api.post("/invitations", {
          name,
          first_name,
          relationship: invitation.relation,
          email: invitation.contact,
          ...wished(invitation),
        });
        page.toast("link_sent", first_name);
        await page.refresh();
      },
    };
  }

  async #answer({ invitationId, isAgain }: ConsentRequest, body: object): Promise<void> {
    const path = isAgain ? `/carry-over/${invitationId}` : `/invitations/${invitationId}/answer`;
    await this.#orSaySo({ consentFailed: invitationId }, path, body);
  }

  async #ofPerson(personId: string, what: "revoke" | "change", body: object, done: Toast): Promise<void> {
    const page = this.#page;
    const card = page.model.me?.people.find(({ person_id }) => person_id === personId);
    if (!card?.invitation_id) return;
    await this.#orSaySo({ accessFailed: personId }, `/invitations/${card.invitation_id}/${what}`, body);
    if (page.model.accessFailed === undefined) page.toast(done, card.name);
  }

  /** An answer that did not arrive is said where it was given. */
  async #orSaySo(
    failed: { consentFailed: string } | { accessFailed: string },
    path: string,
    body: object,
  ): Promise<void> {
    const page = this.#page;
    page.set({ consentFailed: undefined, accessFailed: undefined });
    try {
      await this.#command(path, body);
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      page.set(failed);
      void page.refresh();
    }
  }

  #noted(): Pick<Handlers, "noted_read" | "noted_undo"> {
    const act = (id: string, what: string) =>
      this.#orSaySo({ consentFailed: id }, `/invitations/${id}/${what}`, {});
    return {
      noted_read: ({ invitationId }) => act(invitationId, "confirm"),
      noted_undo: async ({ invitationId, name }) => {
        await act(invitationId, "undo");
        if (this.#page.model.consentFailed === undefined) this.#page.toast("undone", name);
      },
    };
  }
}

/** A choice as the clinic is told it. */
const wished = ({ join, chat, files, reads }: Scopes): object => ({ join, chat, files, summary: reads });
