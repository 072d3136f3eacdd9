/** The clinician's seat in a call: taken, told who comes and goes, given up. */
import type { Day, VisitDetail, VisitStatus } from "../../generated/session";
import type { Room } from "../../generated/wire";
import { type Api, playKnock, type SocketState } from "../../sdk";
import { stayAwake } from "../awake";
import { type Grant, Live, type LiveOptions } from "../live";
import type { Refresh } from "../refresh";
import { comings } from "../toasts";
import type { StaffModel } from "./model";

interface Page {
  readonly api: Api;
  readonly feed: Live;
  readonly day: Refresh<Day>;
  readonly detail: Refresh<VisitDetail | undefined>;
  readonly model: StaffModel;
  readonly visitId: string;
  set(news: Partial<StaffModel>): void;
  moved(visit: VisitStatus): void;
  nameOf(personId: string): string;
  toast(what: NonNullable<StaffModel["toast"]>["what"], name?: string): void;
  failed(reason: unknown): void;
}

export class Call {
  /** Its socket brings the hints that the feed would. */
  readonly live: Live;
  /** Settles when the seat of the present visit is taken, or could not be. */
  seated: Promise<void> = Promise.resolve();
  readonly #page: Page;
  #sleep: (() => void) | undefined;

  constructor(page: Page, socket: Pick<LiveOptions, "path" | "hint" | "fresh">) {
    this.#page = page;
    this.live = new Live({
      ...socket,
      grant: async () => (await page.api.post<Grant>(`/visits/${page.visitId}/grant`)).grant,
      ended: (state) => this.#ended(state),
      changed: () => this.#lived(),
    });
  }

  /** The page of the call is open. */
  arrive(visitId: string): void {
    if (this.live.state.socket?.kind === "live") return;
    this.seated = this.sitDown(visitId);
    this.seated.catch((reason) => this.#page.failed(reason));
  }

  /** Take the seat of a visit and open its socket. */
  async sitDown(visitId: string): Promise<void> {
    const page = this.#page;
    void this.live.openMedia();
    page.moved(await page.api.post<VisitStatus>(`/visits/${visitId}/enter`));
    await page.detail.again();
    page.feed.leave();
    this.live.listen();
    this.live.connect();
    this.live.enter();
    this.#sleep ??= stayAwake();
    void page.day.again();
  }

  hangUp(): void {
    this.live.leave();
    this.live.closeMedia();
    this.#sleep?.();
    this.#sleep = undefined;
    this.#page.set({ detail: undefined, patientGoneAt: undefined, removed: undefined, finishing: false });
  }

  #lived(): void {
    const page = this.#page;
    const before = page.model.live.room;
    const live = this.live.state;
    page.set({ live, patientGoneAt: this.#goneSince() });
    const { me } = page.model;
    if (!live.room || live.room === before || !me) return;
    for (const { what, personId } of before ? comings(before, live.room, me.person_id) : []) {
      const name = page.nameOf(personId);
      if (what === "at_door") playKnock();
      else if (name) page.toast(what, name);
    }
    if (placesIn(live.room) !== placesIn(before)) void page.detail.again();
  }

  /** Since when the patient, who was in the call, has had no line. */
  #goneSince(): number | undefined {
    const { patientGoneAt } = this.#page.model;
    const patient = this.live.state.room?.people.find(({ role }) => role === "patient");
    const isGone = patient?.standing === "admitted" && patient.link !== "live";
    const wasHere = patientGoneAt !== undefined || this.#patientWasLive();
    return isGone && wasHere ? (patientGoneAt ?? Date.now()) : undefined;
  }

  #patientWasLive(): boolean {
    const before = this.#page.model.live.room;
    return before?.people.some(({ role, link }) => role === "patient" && link === "live") ?? false;
  }

  #ended(state: SocketState): void {
    if (state.kind !== "ended") return;
    if (state.ended.why === "refused") this.#page.failed(state.ended.problem);
    if (state.ended.why === "not_here") void this.#page.detail.again();
  }
}

/** Where everybody stands, to compare. */
const placesIn = (room: Room | undefined): string =>
  JSON.stringify([room?.visit_state, room?.people.map((one) => [one.person_id, one.standing, one.held_by])]);
