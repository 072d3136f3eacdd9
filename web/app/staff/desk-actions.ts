/** What a tap does about booking, and about one visit outside the call. */
import type { BookVisit, VisitDetail } from "../../generated/session";
import type { Booking } from "../../screens/staff/state";
import { Problem } from "../../sdk";
import type { Commands } from "./commands";
import type { StaffController } from "./controller";
import type { Handlers, Of } from "./handlers";
import { guestOf } from "./inviting";
import type { StaffModel } from "./model";
import { instantIn } from "./zone";

/** As people write numbers. */
const NUMBER = /^[0-9+()./ -]{3,40}$/;

type DeskKind =
  | "save_visit"
  | "new_visit"
  | "send_new_link"
  | "move"
  | "keep_time"
  | "cancel"
  | "no_show"
  | "call_done"
  | "undo_no_show"
  | "reopen"
  | "keep_apart"
  | "let_meet";

export class DeskActions {
  readonly #page: StaffController;
  readonly #commands: Commands;

  constructor(page: StaffController, commands: Commands) {
    this.#page = page;
    this.#commands = commands;
  }

  get handlers(): Handlers<DeskKind> {
    const page = this.#page;
    return {
      save_visit: ({ booking }) => this.#book(booking),
      new_visit: () => page.go({ page: "schedule" }),
      move: (wish) => this.#move(wish),
      keep_time: () => page.set({ refusedMove: undefined }),
      cancel: async ({ visitId, reason }) => {
        await this.#commands.change(visitId, "/cancel", { reason });
        page.toast("visit_cancelled", this.#patientName);
      },
      no_show: ({ visitId, absent }) => this.#commands.change(visitId, "/no-show", { absent }),
      call_done: async ({ visitId }) => {
        await page.api.post(`/visits/${visitId}/help-answered`);
        await page.refresh();
      },
      undo_no_show: ({ visitId }) => this.#commands.change(visitId, "/undo-no-show"),
      reopen: async ({ visitId }) => {
        await this.#commands.changePerson(visitId, "/reopen");
        page.go({ page: "call", visitId });
      },
      send_new_link: async ({ visitId, personId }) => {
        await this.#commands.change(visitId, `/people/${personId}/new-link`);
        page.toast("link_sent", page.nameOf(personId));
      },
      keep_apart: async ({ visitId, personIds: [one, other], reason }) => {
        await page.api.post(`/visits/${visitId}/pairs`, { one, other, reason });
        await page.refresh();
      },
      let_meet: async ({ visitId, pairId, reason }) => {
        await page.api.post(`/visits/${visitId}/pairs/${pairId}/lift`, { reason });
        await page.refresh();
      },
    };
  }

  async #move({ visitId, date, time, doubleBook = false }: Of<"move">): Promise<void> {
    const page = this.#page;
    const scheduled_at = instantIn(this.#zone, date, time).toISOString();
    try {
      await this.#commands.change(visitId, "/reschedule", { scheduled_at, double_book: doubleBook });
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
  ): StaffModel["problem"] {
    const { clinicians, detail } = this.#page.model;
    const clinician =
      clinicians.find(({ person_id }) => person_id === booking.clinicianId) ?? detail?.clinician;
    if (reason.code === "booking.in_the_past") return { what: "in_the_past" };
    if (reason.code === "guest.protected_pair") return { what: "must_not_meet" };
    if (reason.code !== "booking.clash") return undefined;
    const at = reason.present.scheduled_at;
    const taken = typeof at === "string" ? new Date(at) : instantIn(this.#zone, booking.date, booking.time);
    return { what: "clash", clinician: clinician?.short_name ?? "", at: taken };
  }

  get #zone(): string {
    return this.#page.model.me?.clinic.zone ?? "UTC";
  }

  get #patientName(): string {
    return this.#page.model.detail?.patient.name ?? "";
  }
}

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
