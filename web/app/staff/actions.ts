/** What each tap on the staff page does. */
import type { BookVisit, InviteGuest, StaffMe, VisitDetail, VisitStatus } from "../../generated/session";
import { placeAt } from "../../screens/staff/paths";
import type { Booking, GuestDraft, StaffAction } from "../../screens/staff/state";
import { isPassing, NO_ANSWER, Problem } from "../../sdk";
import type { StaffController } from "./controller";
import { instantIn } from "./zone";

type Kind = StaffAction["kind"];
type Of<K extends Kind> = Extract<StaffAction, { kind: K }>;
type Handlers = { [K in Kind]: (action: Of<K>) => Promise<void> | void };

/** "Undo" for as long as the removed person's link can still come back. */
const UNDO_WITHIN_MS = 10_000;
const KEEP_TRYING_MS = 2_000;
/** As people write numbers. */
const NUMBER = /^[0-9+()./ -]{3,40}$/;

export class Actions {
  readonly #page: StaffController;
  readonly #handlers: Handlers;

  constructor(page: StaffController) {
    this.#page = page;
    this.#handlers = {
      ...this.#account(),
      ...this.#call(),
      ...this.#people(),
      ...this.#desk(),
      ...this.#summary(),
    };
  }

  async do(action: StaffAction): Promise<void> {
    const handle = this.#handlers[action.kind] as (action: StaffAction) => Promise<void> | void;
    const working = handle(action);
    if (!working) return;
    this.#page.set({ busy: action.kind });
    try {
      await working;
    } catch (reason) {
      this.#page.failed(reason);
    } finally {
      if (this.#page.model.busy === action.kind) this.#page.set({ busy: undefined });
    }
  }

  /** A change of one visit, made on the version that this page shows. */
  async #change(visitId: string, path: string, body: object = {}): Promise<void> {
    const version = this.#page.versionOf(visitId);
    const wish = { ...body, ...(version === undefined ? {} : { version }) };
    const changed = await this.#page.api.post<VisitStatus | undefined>(`/visits/${visitId}${path}`, wish);
    this.#page.set({ changedAt: undefined });
    if (changed) this.#page.moved(changed);
    await this.#page.refresh();
  }

  /**
   * A change about one person by name: whatever else happened to the visit meanwhile, it is still what was wished.
   */
  async #changePerson(visitId: string, path: string, body: object = {}): Promise<void> {
    try {
      await this.#change(visitId, path, body);
    } catch (reason) {
      if (!(reason instanceof Problem) || reason.code !== "visit.changed") throw reason;
      this.#page.take(await this.#page.api.get<VisitDetail>(`/visits/${visitId}`));
      await this.#change(visitId, path, body);
    }
  }

  #account(): Pick<Handlers, "sign_in" | "sign_out" | "go" | "try_again" | "language"> {
    const page = this.#page;
    return {
      sign_in: async ({ name, password }) => {
        try {
          page.signedIn(await page.api.post<StaffMe>("/sign-in", { name, password }));
        } catch (reason) {
          if (!(reason instanceof Problem)) throw reason;
          page.set({ me: null, signIn: signInProblem(reason) });
        }
      },
      sign_out: async () => {
        await page.api.post("/sign-out");
        page.signedOut({ what: "signed_out" });
      },
      go: ({ path }) => page.go(placeAt(path)),
      try_again: () => page.open(),
      language: () => undefined,
    };
  }

  #call(): Pick<
    Handlers,
    "let_in" | "go_back" | "mute" | "camera" | "finish" | "go_on_by_phone" | "use_this_one"
  > {
    const page = this.#page;
    return {
      let_in: async ({ visitId }) => {
        const patient = page.model.day?.visits.find(({ id }) => id === visitId)?.patient.id;
        page.go({ page: "call", visitId });
        await page.seated;
        if (patient) await this.#admit(visitId, patient);
      },
      go_back: ({ visitId }) => page.go({ page: "call", visitId }),
      mute: ({ on }) => page.live.media?.mute(on),
      camera: ({ on }) => page.live.media?.setCamera(on),
      finish: ({ visitId, outcome, modality }) => this.#finish(visitId, { outcome, modality }),
      go_on_by_phone: async ({ visitId }) => {
        await this.#change(visitId, "/modality", { modality: "phone" });
        page.toast("by_phone", this.#patientName);
      },
      use_this_one: () => page.sitDown(this.#visitId),
    };
  }

  /** Who is away is let in all the same: a message calls them. */
  async #admit(visitId: string, personId: string): Promise<void> {
    const body = { person_id: personId };
    try {
      await this.#changePerson(visitId, "/admit", body);
    } catch (reason) {
      if (!(reason instanceof Problem) || reason.code !== "visit.patient_away") throw reason;
      await this.#changePerson(visitId, "/admit", { ...body, confirm_away: true });
    }
  }

  /** Nothing else ends a visit, so it is tried until it is done. */
  async #finish(visitId: string, how: object): Promise<void> {
    const page = this.#page;
    for (;;) {
      try {
        await this.#changePerson(visitId, "/finish", how);
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

  #people(): Pick<Handlers, "admit" | "not_yet" | "remove" | "undo_remove" | "invite" | "send_new_link"> {
    const page = this.#page;
    return {
      admit: ({ personId }) => this.#admit(this.#visitId, personId),
      not_yet: ({ personId }) => this.#change(this.#visitId, "/not-yet", { person_id: personId }),
      remove: async ({ personId }) => {
        await this.#changePerson(this.#visitId, `/people/${personId}/remove`);
        page.set({ removed: { personId, until: Date.now() + UNDO_WITHIN_MS } });
      },
      undo_remove: async ({ personId }) => {
        await this.#changePerson(this.#visitId, `/people/${personId}/undo-remove`);
        page.set({ removed: undefined });
      },
      invite: async ({ visitId, guest }) => {
        await page.api.post(`/visits/${visitId}/invitations`, guestOf(guest));
        await page.refresh();
        page.toast("asked_patient", firstNameOf(guest.name));
      },
      send_new_link: async ({ visitId, personId }) => {
        await this.#change(visitId, `/people/${personId}/new-link`);
        page.toast("link_sent", this.#nameOf(personId));
      },
    };
  }

  #desk(): Pick<
    Handlers,
    | "save_visit"
    | "new_visit"
    | "move"
    | "keep_time"
    | "cancel"
    | "no_show"
    | "call_done"
    | "undo_no_show"
    | "reopen"
  > {
    const page = this.#page;
    return {
      save_visit: ({ booking }) => this.#book(booking),
      new_visit: () => page.go({ page: "schedule" }),
      move: (wish) => this.#move(wish),
      keep_time: () => page.set({ refusedMove: undefined }),
      cancel: async ({ visitId, reason }) => {
        await this.#change(visitId, "/cancel", { reason });
        page.toast("visit_cancelled", this.#patientName);
      },
      no_show: ({ visitId, absent }) => this.#change(visitId, "/no-show", { absent }),
      call_done: async ({ visitId }) => {
        await page.api.post(`/visits/${visitId}/help-answered`);
        await page.refresh();
      },
      undo_no_show: ({ visitId }) => this.#change(visitId, "/undo-no-show"),
      reopen: async ({ visitId }) => {
        await this.#changePerson(visitId, "/reopen");
        page.go({ page: "call", visitId });
      },
    };
  }

  #summary(): Pick<
    Handlers,
    | "type_section"
    | "settle_section"
    | "write_in"
    | "sign"
    | "amend"
    | "enter_in_error"
    | "waive"
    | "see_as"
    | "close_preview"
  > {
    const page = this.#page;
    return {
      type_section: ({ content, patientOnly }) => page.writing?.type({ content, patientOnly }),
      settle_section: ({ name, whose }) => page.writing?.settle(name, whose),
      write_in: ({ language }) => page.writing?.writeIn(language),
      sign: () => page.writing?.sign(),
      amend: ({ number, reason }) => page.writing?.amend(number, reason),
      enter_in_error: ({ number, mistake, reason }) => page.writing?.enterInError(number, mistake, reason),
      waive: ({ number, reason }) => page.writing?.waive(number, reason),
      see_as: ({ personId }) => page.writing?.seeAs(personId),
      close_preview: () => page.writing?.closePreview(),
    };
  }

  async #move({ visitId, date, time, doubleBook = false }: Of<"move">): Promise<void> {
    const page = this.#page;
    const scheduled_at = instantIn(this.#zone, date, time).toISOString();
    try {
      await this.#change(visitId, "/reschedule", { scheduled_at, double_book: doubleBook });
      page.set({ refusedMove: undefined });
      page.toast("visit_moved", this.#patientName);
    } catch (reason) {
      const clinicianId = page.model.detail?.clinician.id ?? "";
      const asked = { date, time, clinicianId };
      const problem = reason instanceof Problem ? this.#bookingProblem(reason, asked) : undefined;
      page.set({ refusedMove: problem && { date, time, problem } });
      if (!problem) throw reason;
    }
  }

  async #book(booking: Booking): Promise<void> {
    const page = this.#page;
    page.set({ draft: booking, problem: undefined, saved: undefined });
    if (!booking.email.trim()) {
      page.set({ problem: { what: "no_contact" } });
      return;
    }
    if (booking.phone.trim() && !NUMBER.test(booking.phone.trim())) {
      page.set({ problem: { what: "phone" } });
      return;
    }
    try {
      const visit = await page.api.post<VisitDetail>("/visits", bookingOf(booking, this.#zone));
      const at = new Date(visit.scheduled_at);
      page.set({ saved: { visitId: visit.id, patient: visit.patient.name, at, sent: true } });
    } catch (reason) {
      const problem = reason instanceof Problem ? this.#bookingProblem(reason, booking) : undefined;
      if (!problem) throw reason;
      page.set({ problem });
    }
  }

  #bookingProblem(
    reason: Problem,
    booking: Pick<Booking, "clinicianId" | "date" | "time">,
  ): StaffController["model"]["problem"] {
    const { clinicians, detail } = this.#page.model;
    const clinician =
      clinicians.find(({ person_id }) => person_id === booking.clinicianId) ?? detail?.clinician;
    if (reason.code === "booking.in_the_past") return { what: "in_the_past" };
    if (reason.code !== "booking.clash") return undefined;
    const at = reason.present.scheduled_at;
    const taken = typeof at === "string" ? new Date(at) : instantIn(this.#zone, booking.date, booking.time);
    return { what: "clash", clinician: clinician?.short_name ?? "", at: taken };
  }

  get #zone(): string {
    return this.#page.model.me?.clinic.zone ?? "UTC";
  }

  get #visitId(): string {
    const { place } = this.#page.model;
    return "visitId" in place ? place.visitId : "";
  }

  get #patientName(): string {
    return this.#page.model.detail?.patient.name ?? "";
  }

  #nameOf(personId: string): string {
    const people = this.#page.model.detail?.people ?? [];
    return people.find(({ person_id }) => person_id === personId)?.name ?? "";
  }
}

const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? "";

const guestOf = ({ name, relation, contact }: GuestDraft): InviteGuest => ({
  name: name.trim(),
  first_name: firstNameOf(name),
  relationship: relation,
  email: contact.trim(),
});

const bookingOf = (booking: Booking, zone: string): BookVisit => ({
  patient: {
    name: booking.patient.trim(),
    birth_date: booking.birthDate,
    email: booking.email.trim(),
    phone: booking.phone.trim() || null,
    language: booking.language,
  },
  clinician_id: booking.clinicianId,
  scheduled_at: instantIn(zone, booking.date, booking.time).toISOString(),
  minutes: booking.minutes,
  kind: booking.sort,
  guests: booking.guests.filter(({ name }) => name.trim()).map(guestOf),
  double_book: booking.doubleBook ?? false,
});

function signInProblem(problem: Problem): StaffController["model"]["signIn"] {
  if (problem.code === "staff.locked") return { what: "closed", minutes: problem.count("minutes") ?? 1 };
  if (problem.code === NO_ANSWER || problem.status >= 500) return { what: "no_answer" };
  return { what: "wrong" };
}
