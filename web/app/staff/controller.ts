/** Holds API and sockets of the staff page, and turns what they say into the model that the view is made of. */
import type {
  Clinician,
  Day,
  EmergencyView,
  PairView,
  StaffMe,
  VisitDetail,
  VisitStatus,
} from "../../generated/session";
import { type Place, pathTo, placeAt } from "../../screens/staff/paths";
import type { StaffAction, StaffView } from "../../screens/staff/state";
import { Api, type Hint, isPassing, Problem, type SocketState } from "../../sdk";
import { type Grant, Live } from "../live";
import { Refresh } from "../refresh";
import { Store } from "../store";
import { Actions } from "./actions";
import { Call } from "./call";
import { emptyDraft } from "./draft";
import { InUse } from "./in-use";
import { newModel, type StaffModel } from "./model";
import { inLine } from "./rows";
import { Seen } from "./seen";
import { SummaryDesk } from "./summary/desk";
import type { SummaryModel } from "./summary/model";
import { viewOf } from "./view";

const BASE = "/staff/api/session/v1";
const SOCKET = "/staff/ws";
const TICK_MS = 1_000;
const TRY_AGAIN_MS = 2_500;

export class StaffController {
  readonly #inUse = new InUse(window);
  readonly api = new Api({ base: BASE, headers: () => this.#inUse.headers(Date.now()) });
  /** Hints, while this page is in no visit. */
  readonly feed: Live;
  readonly call: Call;
  readonly store: Store<StaffModel>;
  readonly day: Refresh<Day>;
  /** The visit whose page is open. */
  readonly detail: Refresh<VisitDetail | undefined>;
  readonly #emergencies: Refresh<EmergencyView[]>;
  readonly #actions: Actions;
  readonly #seen: Seen;
  /** The newest row version that any answer told, by visit. */
  readonly #versions = new Map<string, number>();
  #writing: SummaryDesk | undefined;
  #toasts = 0;

  constructor() {
    const failed = (reason: unknown) => this.failed(reason);
    this.day = new Refresh(
      () => this.api.get<Day>("/day"),
      (day) => this.#takeDay(day),
      failed,
    );
    this.#emergencies = new Refresh(
      () => this.api.get<EmergencyView[]>("/emergencies"),
      (emergencies) => this.set({ emergencies }),
      failed,
    );
    this.detail = new Refresh(
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
    this.call = new Call(this, { path: SOCKET, hint, fresh });
    const draft = emptyDraft(Date.now());
    this.store = new Store(
      newModel(placeAt(location.pathname), this.feed.state, this.call.live.state, draft),
    );
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
    this.call.hangUp();
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
    if (page === "emergencies") shown.push(this.#emergencies.again());
    if (page === "home" || page === "call") shown.push(this.day.again());
    if (page === "visit" || page === "call" || page === "summary") shown.push(this.detail.again());
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
    if (detail.id !== this.visitId) return;
    this.set({ detail });
    if (place.page !== "call") return;
    if (detail.state === "ended" && !finishing) this.go({ page: "home" });
    if (detail.clinician.id !== this.me && this.call.live.state.socket) this.#handedOver(detail);
  }

  /** The colleague has taken the visit: it goes on without whoever sits here. */
  #handedOver({ clinician }: VisitDetail): void {
    this.go({ page: "home" });
    this.toast("handed_over", clinician.short_name);
  }

  /** As staff call somebody of the open visit. */
  nameOf(personId: string): string {
    return this.model.detail?.people.find(({ person_id }) => person_id === personId)?.name ?? "";
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

  /** The visit whose page is open. */
  get visitId(): string {
    const { place } = this.model;
    return "visitId" in place ? place.visitId : "";
  }

  async #fetchVisit(): Promise<VisitDetail | undefined> {
    const id = this.visitId;
    if (!id) return undefined;
    if (this.model.place.page === "visit") {
      this.set({ pairs: await this.api.get<PairView[]>(`/visits/${id}/pairs`) });
    }
    return this.api.get<VisitDetail>(`/visits/${id}`);
  }

  #hear(hint: Hint): void {
    const isAboutOther = hint.type === "changed" && hint.id !== this.visitId;
    if (this.model.place.page === "call" && isAboutOther) void this.day.again();
    else void this.refresh();
  }

  #arrive(place: Place): void {
    const before = this.model.place;
    const isOther = pathTo(before) !== pathTo(place);
    this.set({
      place,
      trouble: undefined,
      ...(isOther
        ? {
            changedAt: undefined,
            saved: undefined,
            problem: undefined,
            refusedMove: undefined,
            refusedInvite: undefined,
            pairs: [],
          }
        : {}),
    });
    if (!this.model.me) return;
    this.#write(place.page === "summary" ? place.visitId : undefined);
    if (before.page === "call" && isOther) this.call.hangUp();
    if (place.page === "call") {
      void this.#loadClinicians();
      this.call.arrive(place.visitId);
      return;
    }
    this.feed.connect();
    if (place.page === "schedule" || place.page === "visit") void this.#loadClinicians();
    void this.refresh();
  }

  /** Open the editor of one visit's summary, or close the one that is open. */
  #write(visitId: string | undefined): void {
    if (this.#writing?.visitId === visitId) return;
    this.#writing?.close();
    this.#writing = visitId === undefined ? undefined : new SummaryDesk(this, visitId);
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

  #feedEnded(state: SocketState): void {
    if (state.kind !== "ended" || state.ended.why === "left" || !this.model.me) return;
    if (state.ended.why === "refused") this.failed(state.ended.problem);
    setTimeout(() => this.model.me && this.model.place.page !== "call" && this.feed.connect(), TRY_AGAIN_MS);
  }

  /** With something on the screen, its own banner tells; without, the whole page does. */
  #outOfReach(problem: Problem): void {
    const { me, day, detail } = this.model;
    if (me && (day || detail)) return;
    this.set({ me: me ?? undefined, trouble: problem.status === 0 ? "no_internet" : "broke" });
    setTimeout(() => void this.open(), TRY_AGAIN_MS);
  }
}
