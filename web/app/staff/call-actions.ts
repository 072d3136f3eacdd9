/** What a tap in the call does. */
import { isPassing, Problem } from "../../sdk";
import type { Commands } from "./commands";
import type { StaffController } from "./controller";
import type { Handlers, Of } from "./handlers";
import { firstNameOf, invitedOf, refusedInvite } from "./inviting";

/** "Undo" for as long as the removed person's link can still come back. */
const UNDO_WITHIN_MS = 10_000;
const KEEP_TRYING_MS = 2_000;

type CallKind =
  | "let_in"
  | "go_back"
  | "mute"
  | "camera"
  | "finish"
  | "go_on_by_phone"
  | "use_this_one"
  | "admit"
  | "not_yet"
  | "remove"
  | "undo_remove"
  | "invite"
  | "forget_invite"
  | "hold"
  | "bring_back"
  | "make_private"
  | "bring_everyone_back"
  | "said_aloud_yes"
  | "said_aloud_no"
  | "emergency"
  | "name_present"
  | "present_gone"
  | "offer_hand_over"
  | "take_back_hand_over"
  | "accept_hand_over";

export class CallActions {
  readonly #page: StaffController;
  readonly #commands: Commands;

  constructor(page: StaffController, commands: Commands) {
    this.#page = page;
    this.#commands = commands;
  }

  get handlers(): Handlers<CallKind> {
    return {
      ...this.#call(),
      ...this.#people(),
      ...this.#private(),
      ...this.#consent(),
      ...this.#handOver(),
    };
  }

  #call(): Handlers<"let_in" | "go_back" | "mute" | "camera" | "finish" | "go_on_by_phone" | "use_this_one"> {
    const page = this.#page;
    return {
      let_in: async ({ visitId }) => {
        const patient = page.model.day?.visits.find(({ id }) => id === visitId)?.patient.id;
        page.go({ page: "call", visitId });
        await page.call.seated;
        if (patient) await this.#commands.admit(visitId, patient);
      },
      go_back: ({ visitId }) => page.go({ page: "call", visitId }),
      mute: ({ on }) => page.call.live.media?.mute(on),
      camera: ({ on }) => page.call.live.media?.setCamera(on),
      finish: ({ visitId, outcome, modality }) => this.#finish(visitId, { outcome, modality }),
      go_on_by_phone: async ({ visitId }) => {
        await this.#commands.change(visitId, "/modality", { modality: "phone" });
        page.toast("by_phone", page.model.detail?.patient.name);
      },
      use_this_one: () => page.call.sitDown(page.visitId),
    };
  }

  /** Nothing else ends a visit, so it is tried until it is done. */
  async #finish(visitId: string, how: object): Promise<void> {
    const page = this.#page;
    for (;;) {
      try {
        await this.#commands.changePerson(visitId, "/finish", how);
        // The news of it may have been faster, and whoever finished may be on their way to the summary already.
        if (page.model.place.page === "call") page.go({ page: "home" });
        return;
      } catch (reason) {
        const goesOn = reason instanceof Problem && isPassing(reason) && page.model.detail?.id === visitId;
        page.set({ finishing: goesOn });
        if (!goesOn) throw reason;
        await new Promise((resolve) => setTimeout(resolve, KEEP_TRYING_MS));
      }
    }
  }

  #people(): Handlers<"admit" | "not_yet" | "remove" | "undo_remove" | "invite" | "forget_invite"> {
    const page = this.#page;
    return {
      admit: ({ personId }) => this.#commands.admit(page.visitId, personId),
      not_yet: ({ personId }) => this.#commands.change(page.visitId, "/not-yet", { person_id: personId }),
      remove: async ({ personId }) => {
        await this.#commands.changePerson(page.visitId, `/people/${personId}/remove`);
        page.set({ removed: { personId, until: Date.now() + UNDO_WITHIN_MS } });
      },
      undo_remove: async ({ personId }) => {
        await this.#commands.changePerson(page.visitId, `/people/${personId}/undo-remove`);
        page.set({ removed: undefined });
      },
      invite: (action) => this.#invite(action),
      forget_invite: () => page.set({ refusedInvite: undefined }),
    };
  }

  async #invite({ visitId, draft }: Of<"invite">): Promise<void> {
    const page = this.#page;
    try {
      await page.api.post(`/visits/${visitId}/invitations`, invitedOf(draft));
      page.set({ refusedInvite: undefined });
    } catch (reason) {
      const refused =
        reason instanceof Problem ? refusedInvite(draft, reason, (id) => page.nameOf(id)) : undefined;
      page.set({ refusedInvite: refused });
      if (!refused) throw reason;
      return;
    }
    await page.refresh();
    page.toast(draft.role === "interpreter" ? "link_sent" : "asked_patient", firstNameOf(draft.name));
  }

  #private(): Handlers<"hold" | "bring_back" | "make_private" | "bring_everyone_back"> {
    const page = this.#page;
    const hold = (personId: string, on: boolean) =>
      this.#commands.wish(page.visitId, `/people/${personId}/hold`, { on });
    return {
      hold: ({ personId }) => hold(personId, true),
      bring_back: ({ personId }) => hold(personId, false),
      make_private: () => this.#commands.wish(page.visitId, "/private", { on: true }),
      bring_everyone_back: async () => {
        const { me, live } = page.model;
        const mine = live.room?.people.filter(({ held_by }) => me && held_by?.includes(me.person_id)) ?? [];
        for (const { person_id } of mine) await hold(person_id, false);
        await this.#commands.wish(page.visitId, "/private", { on: false });
      },
    };
  }

  #consent(): Handlers<"said_aloud_yes" | "said_aloud_no" | "emergency" | "name_present" | "present_gone"> {
    const page = this.#page;
    const said = async (personId: string, body: object) => {
      const id = page.model.detail?.people.find(({ person_id }) => person_id === personId)?.invitation_id;
      if (!id) return;
      await page.api.post(`/visits/${page.visitId}/invitations/${id}/said-aloud`, body);
      await page.refresh();
    };
    const beside = async (personId: string, path: string, name: string) => {
      await page.api.post(`/visits/${page.visitId}/people/${personId}/present${path}`, { name });
      await page.refresh();
    };
    return {
      said_aloud_yes: ({ personId, words, scopes: { chat, files, reads } }) =>
        said(personId, { yes: true, words, chat, files, summary: reads ?? null }),
      said_aloud_no: ({ personId, words }) => said(personId, { yes: false, words }),
      emergency: ({ personId, reason }) =>
        this.#commands.changePerson(page.visitId, "/emergency", {
          person_id: personId,
          how: "let_in",
          reason,
          confirmed: true,
        }),
      name_present: ({ personId, name }) => beside(personId, "", name),
      present_gone: ({ personId, name }) => beside(personId, "/gone", name),
    };
  }

  #handOver(): Handlers<"offer_hand_over" | "take_back_hand_over" | "accept_hand_over"> {
    const page = this.#page;
    return {
      offer_hand_over: async ({ visitId, to }) => {
        await this.#commands.changePerson(visitId, "/hand-over", { to });
        const colleague = page.model.clinicians.find(({ person_id }) => person_id === to);
        page.toast("offered", colleague?.short_name ?? "");
      },
      take_back_hand_over: ({ visitId }) => this.#commands.changePerson(visitId, "/hand-over/take-back"),
      accept_hand_over: async ({ visitId }) => {
        const row = page.model.day?.visits.find(({ id }) => id === visitId);
        await this.#commands.changePerson(visitId, "/hand-over/accept");
        const patient = page.model.detail?.patient.name ?? row?.patient.name ?? "";
        page.toast("taken_over", patient);
        const isOn = (row ?? page.model.detail)?.state === "in_progress";
        if (isOn && page.model.me?.roles.includes("clinician")) page.go({ page: "call", visitId });
      },
    };
  }
}
