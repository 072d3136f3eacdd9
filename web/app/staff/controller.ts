/** Holds API and sockets of the staff page, and turns what they say into the model that the view is made of. */
import type { Clinician, Day, StaffMe, VisitDetail, VisitStatus } from "../../generated/session";
import { type Place, pathTo, placeAt } from "../../screens/staff/paths";
import type { Booking, StaffAction, StaffView } from "../../screens/staff/state";
import { Api, type Hint, isPassing, Problem, playKnock, type SocketState } from "../../sdk";
import { stayAwake } from "../awake";
import { type Grant, Live } from "../live";
import { Refresh } from "../refresh";
import { Store } from "../store";
import { comings } from "../toasts";
import { Actions } from "./actions";
import { InUse } from "./in-use";
import { newModel, type StaffModel } from "./model";
import { inLine } from "./rows";
import { Seen } from "./seen";
import { SummaryDesk } from "./summary/desk";
import type { SummaryModel } from "./summary/model";
import { viewOf } from "./view";
import { wallIn } from "./zone";

const BASE = "/staff/api/session/v1";
const SOCKET = "/staff/ws";
const TICK_MS = 1_000;
const TRY_AGAIN_MS = 2_500;
const QUARTER_MS = 15 * 60_000;
const USUAL_MINUTES = 20;

export class StaffController {
  readonly #inUse = new InUse(window);
  readonly api = new Api({ base: BASE, headers: () => this.#inUse.headers(Date.now()) });
  /** Hints, while this page is in no visit. */
  readonly feed: Live;
  /** The call; its socket brings the same hints. */
  readonly live: Live;
  readonly store: Store<StaffModel>;
  readonly #day: Refresh<Day>;
  readonly #detail: Refresh<VisitDetail | undefined>;
  readonly #actions: Actions;
  readonly #seen: Seen;
  /** Settles when the seat of the present visit is taken, or could not be. */
  seated: Promise<void> = Promise.resolve();
  /** The newest row version that any answer told, by visit. */
  readonly #versions = new Map<string, number>();
  #sleep: (() => void) | undefined;
  #writing: SummaryDesk | undefined;
  #toasts = 0;

  constructor() {
    const failed = (reason: unknown) => this.failed(reason);
    this.#day = new Refresh(
      () => this.api.get<Day>("/day"),
      (day) => this.#takeDay(day),
      failed,
    );
    this.#detail = new Refresh(
      () => this.#fetchVisit(),
      (detail) => detail && this.take(detail),
      failed,
    );
    const fresh = () => void this.refresh();
    const hint = (hint: Hint) => this.#hear(hint);
    this.feed = new Live({
      path: SOCKET,
      grant: async () => (await this.api.post<Grant>("/grant")).grant,
      hint,
      fresh,
      ended: (state) => this.#feedEnded(state),
      changed: () => this.set({ feed: this.feed.state }),
    });
    this.live = new Live({
      path: SOCKET,
      grant: async () => (await this.api.post<Grant>(`/visits/${this.#visitId}/grant`)).grant,
      hint,
      fresh,
      ended: (state) => this.#callEnded(state),
      changed: () => this.#lived(),
    });
    const draft = emptyDraft(Date.now());
    this.store = new Store(newModel(placeAt(location.pathname), this.feed.state, this.live.state, draft));
    this.#actions = new Actions(this);
    this.#seen = new Seen((visitId) => void this.api.post(`/visits/${visitId}/seen`).catch(() => undefined));
  }

  get view(): StaffView {
    return viewOf(this.model, Date.now());
  }

  get model(): StaffModel {
    return this.store.value;
  }

  get summary(): SummaryModel | undefined {
    return this.model.summary;
  }

  /** Who is signed in, by number. */
  get me(): string {
    return this.model.me?.person_id ?? "";
  }

  /** The editor that is open. */
  get writing(): SummaryDesk | undefined {
    return this.#writing;
  }

  set(news: Partial<StaffModel>): void {
    this.store.set({ ...this.model, ...news });
  }

  act = (action: StaffAction): void => void this.#actions.do(action);

  start(): void {
    setInterval(() => this.#tick(), TICK_MS);
    addEventListener("popstate", () => this.#arrive(placeAt(location.pathname)));
    addEventListener("online", () => this.model.trouble && void this.open());
    void this.open();
  }

  /** From nothing to a screen, or to the sign-in. */
  async open(): Promise<void> {
    try {
      this.signedIn(await this.api.get<StaffMe>("/staff-me"));
    } catch (reason) {
      this.failed(reason);
    }
  }

  signedIn(me: StaffMe): void {
    this.set({ me, signIn: undefined, trouble: undefined, draft: emptyDraft(Date.now(), me.clinic.zone) });
    this.#arrive(this.model.place);
  }

  signedOut(problem: StaffModel["signIn"]): void {
    this.#hangUp();
    this.feed.leave();
    this.#write(undefined);
    this.set({ me: null, signIn: problem, day: undefined, detail: undefined });
  }

  /** Another address below /staff, without loading. */
  go(place: Place): void {
    if (location.pathname !== pathTo(place)) history.pushState(null, "", pathTo(place));
    this.#arrive(place);
  }

  /** Everything that the screen shows, once more. */
  async refresh(): Promise<void> {
    if (!this.model.me) return;
    const { page } = this.model.place;
    const shown: Promise<void>[] = [];
    if (page === "home" || page === "call") shown.push(this.#day.again());
    if (page === "visit" || page === "call" || page === "summary") shown.push(this.#detail.again());
    if (this.#writing) shown.push(this.#writing.again());
    await Promise.all(shown);
  }

  /** What a command answers: what this page shows of the visit is older now. */
  moved({ id, version }: VisitStatus): void {
    this.#versions.set(id, Math.max(version, this.versionOf(id) ?? 0));
  }

  /** What a page fetches; the newest counts, whichever request brought it. */
  take(detail: VisitDetail): void {
    const { place, finishing } = this.model;
    if (detail.version < (this.versionOf(detail.id) ?? 0)) return;
    this.#versions.set(detail.id, detail.version);
    if (detail.id !== this.#visitId) return;
    this.set({ detail });
    if (place.page === "call" && detail.state === "ended" && !finishing) this.go({ page: "home" });
  }

  versionOf(visitId: string): number | undefined {
    return this.#versions.get(visitId);
  }

  #takeDay(day: Day): void {
    for (const { id, version } of day.visits) {
      this.#versions.set(id, Math.max(version, this.versionOf(id) ?? 0));
    }
    this.set({ day, dayAt: Date.now() });
  }

  toast(what: NonNullable<StaffModel["toast"]>["what"], name = ""): void {
    this.#toasts += 1;
    this.set({ toast: { id: this.#toasts, what, name } });
  }

  failed(reason: unknown): void {
    if (!(reason instanceof Problem)) throw reason;
    const { me } = this.model;
    if (reason.code === "staff.signed_out") {
      this.signedOut(me ? { what: "timed_out", minutes: me.idle_minutes } : undefined);
    } else if (reason.code === "visit.changed") {
      this.set({ changedAt: Date.now() });
      void this.refresh();
    } else if (reason.code === "visit.unknown") this.set({ trouble: "gone" });
    else if (reason.status === 403) this.set({ trouble: "not_allowed" });
    else if (isPassing(reason)) this.#outOfReach(reason);
    // What the tables refuse is what the screen already shows, or shows in a moment.
    else if (reason.status >= 400 && reason.status < 500) void this.refresh();
    else this.set({ trouble: "broke" });
  }

  /** Take the seat of a visit and open its socket. */
  async sitDown(visitId: string): Promise<void> {
    void this.live.openMedia();
    this.moved(await this.api.post<VisitStatus>(`/visits/${visitId}/enter`));
    await this.#detail.again();
    this.feed.leave();
    this.live.listen();
    this.live.connect();
    this.live.enter();
    this.#sleep ??= stayAwake();
    void this.#day.again();
  }

  get #visitId(): string {
    const { place } = this.model;
    return "visitId" in place ? place.visitId : "";
  }

  async #fetchVisit(): Promise<VisitDetail | undefined> {
    const id = this.#visitId;
    return id ? this.api.get<VisitDetail>(`/visits/${id}`) : undefined;
  }

  #hear(hint: Hint): void {
    const isAboutOther = hint.type === "changed" && hint.id !== this.#visitId;
    if (this.model.place.page === "call" && isAboutOther) void this.#day.again();
    else void this.refresh();
  }

  #arrive(place: Place): void {
    const before = this.model.place;
    const isOther = pathTo(before) !== pathTo(place);
    this.set({
      place,
      trouble: undefined,
      ...(isOther
        ? { changedAt: undefined, saved: undefined, problem: undefined, refusedMove: undefined }
        : {}),
    });
    if (!this.model.me) return;
    this.#write(place.page === "summary" ? place.visitId : undefined);
    if (before.page === "call" && isOther) this.#hangUp();
    if (place.page === "call") {
      if (this.live.state.socket?.kind !== "live") {
        this.seated = this.sitDown(place.visitId);
        this.seated.catch((reason) => this.failed(reason));
      }
      return;
    }
    this.feed.connect();
    if (place.page === "schedule") void this.#loadClinicians();
    void this.refresh();
  }

  /** Open the editor of one visit's summary, or close the one that is open. */
  #write(visitId: string | undefined): void {
    if (this.#writing?.visitId === visitId) return;
    this.#writing?.close();
    this.#writing = visitId === undefined ? undefined : new SummaryDesk(this, visitId);
  }

  #hangUp(): void {
    this.live.leave();
    this.live.closeMedia();
    this.#sleep?.();
    this.#sleep = undefined;
    this.set({ detail: undefined, patientGoneAt: undefined, removed: undefined, finishing: false });
  }

  async #loadClinicians(): Promise<void> {
    try {
      const clinicians = await this.api.get<Clinician[]>("/clinicians");
      this.set({ clinicians, draft: { ...this.model.draft, clinicianId: clinicians[0]?.person_id ?? "" } });
    } catch (reason) {
      this.failed(reason);
    }
  }

  #tick(): void {
    if (this.model.me && this.#inUse.isUntold(Date.now())) this.#tellOfUse();
    const { place, day, feed } = this.model;
    if (place.page === "home" && day && feed.socket?.kind === "live") {
      this.#seen.look(document.hidden ? [] : inLine(day.visits).map(({ id }) => id), Date.now());
      if (this.feed.state.online) this.set({ dayAt: Date.now() });
    }
    this.store.touch();
  }

  #tellOfUse(): void {
    void this.api.get("/staff-me").catch((reason) => this.failed(reason));
  }

  #lived(): void {
    const before = this.model.live.room;
    const live = this.live.state;
    this.set({ live, patientGoneAt: this.#goneSince() });
    const { me, detail } = this.model;
    if (!live.room || live.room === before || !me) return;
    for (const { what, personId } of before ? comings(before, live.room, me.person_id) : []) {
      const name = detail?.people.find(({ person_id }) => person_id === personId)?.name ?? "";
      if (what === "at_door") playKnock();
      else if (name) this.toast(what, name);
    }
    if (live.room.standing_version !== before?.standing_version) void this.#detail.again();
  }

  /** Since when the patient, who was in the call, has had no line. */
  #goneSince(): number | undefined {
    const patient = this.live.state.room?.people.find(({ role }) => role === "patient");
    const isGone = patient?.standing === "admitted" && patient.link !== "live";
    const wasHere = this.model.patientGoneAt !== undefined || this.#patientWasLive();
    return isGone && wasHere ? (this.model.patientGoneAt ?? Date.now()) : undefined;
  }

  #patientWasLive(): boolean {
    return (
      this.model.live.room?.people.some(({ role, link }) => role === "patient" && link === "live") ?? false
    );
  }

  #feedEnded(state: SocketState): void {
    if (state.kind !== "ended" || state.ended.why === "left" || !this.model.me) return;
    if (state.ended.why === "refused") this.failed(state.ended.problem);
    setTimeout(() => this.model.me && this.model.place.page !== "call" && this.feed.connect(), TRY_AGAIN_MS);
  }

  #callEnded(state: SocketState): void {
    if (state.kind !== "ended") return;
    if (state.ended.why === "refused") this.failed(state.ended.problem);
    if (state.ended.why === "not_here") void this.#detail.again();
  }

  /** With something on the screen, its own banner tells; without, the whole page does. */
  #outOfReach(problem: Problem): void {
    const { me, day, detail } = this.model;
    if (me && (day || detail)) return;
    this.set({ me: me ?? undefined, trouble: problem.status === 0 ? "no_internet" : "broke" });
    setTimeout(() => void this.open(), TRY_AGAIN_MS);
  }
}

function emptyDraft(now: number, zone = "UTC"): Booking {
  const { date, time } = wallIn(zone, new Date(Math.ceil((now + QUARTER_MS) / QUARTER_MS) * QUARTER_MS));
  return {
    patient: "",
    birthDate: "",
    email: "",
    phone: "",
    language: "en",
    clinicianId: "",
    date,
    time,
    minutes: USUAL_MINUTES,
    sort: "followup",
    guests: [],
  };
}
