/** Holds API and socket of the visit page, and turns what they say into the model that the view is made of. */
import type { Look, Me } from "../../generated/session";
import type { VisitAction, VisitView } from "../../screens/visit/state";
import { Api, type Hint, isPassing, Problem, playKnock, type SocketState } from "../../sdk";
import { isKept, keep } from "../kept";
import { type Grant, Live } from "../live";
import { Refresh } from "../refresh";
import { Store } from "../store";
import { comings } from "../toasts";
import { Actions } from "./actions";
import { AfterTheVisit } from "./afterwards";
import { Call } from "./call";
import type { Door } from "./door";
import { type AfterwardsModel, newModel, type VisitModel } from "./model";
import { isHeld } from "./privacy-view";
import { viewOf } from "./view";

const TICK_MS = 1_000;
const TRY_AGAIN_MS = 2_500;
/** Who removes somebody may undo it for ten seconds; the seat is then there again, without a tap. */
const UNDONE_WITHIN_MS = 12_000;
const LOOK_AGAIN_MS = 1_500;
const BIGGER_WORDS = "beside.bigger";
/** Screens on which this page is held for present. */
const PRESENT = new Set<Me["screen"]>(["check", "waiting", "knocked", "go_in", "call"]);
const DEVICES = new Set<Me["screen"]>([...PRESENT, "too_early", "moved", "left"]);
const ENDED = new Set<Me["screen"] | undefined>(["over", "not_held"]);

export class VisitController {
  readonly door: Door;
  readonly api: Api;
  readonly live: Live;
  readonly store: Store<VisitModel>;
  readonly call: Call;
  readonly after: AfterTheVisit;
  readonly #me: Refresh<Me>;
  readonly #actions: Actions;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #toasts = 0;
  #undoneUntil = 0;
  #answers = 0;

  constructor(door: Door) {
    this.door = door;
    this.api = new Api({ base: door.session });
    this.#me = new Refresh(
      () => this.#fetch(),
      (me) => this.#show(me),
      (reason) => this.failed(reason),
    );
    this.live = new Live({
      path: door.socket,
      grant: async () => (await this.api.post<Grant>("/grant")).grant,
      hint: (hint) => this.#hear(hint),
      fresh: () => void this.#me.again(),
      ended: (state) => this.#ended(state),
      changed: () => this.#lived(),
    });
    const biggerWords = isKept("localStorage", BIGGER_WORDS);
    this.store = new Store({ ...newModel(Date.now(), this.live.state), biggerWords });
    this.call = new Call(this);
    this.after = new AfterTheVisit(this, door.notes);
    this.#actions = new Actions(this);
  }

  get view(): VisitView {
    return viewOf(this.store.value, Date.now());
  }

  /** What the person is known to read. */
  get language(): string | undefined {
    return this.model.me?.language ?? this.model.look?.language;
  }

  /** The person has tapped: from now on all of the page may be needed. */
  get hasEntered(): boolean {
    const { me, busy } = this.model;
    return me !== undefined || busy !== undefined || this.call.wasInside;
  }

  get afterwards(): AfterwardsModel {
    return this.model.afterwards;
  }

  get model(): VisitModel {
    return this.store.value;
  }

  set(news: Partial<VisitModel>): void {
    this.store.set({ ...this.model, ...news });
  }

  act = (action: VisitAction): void => void this.#actions.do(action);

  start(): void {
    setInterval(() => this.store.touch(), TICK_MS);
    addEventListener("online", () => this.model.obstacle === "no_internet" && void this.open());
    if (!isSecureContext) this.set({ obstacle: "insecure" });
    else if (!("RTCPeerConnection" in window)) this.set({ obstacle: "old_browser" });
    void this.open();
  }

  /** From nothing to a screen. A page that was in the call goes straight back into it. */
  async open(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.call.wasInside && !this.model.me && (await this.#goBackIn())) return;
    try {
      const look = await this.api.post<Look>("/look", this.secret);
      this.set({ look, ...(this.#hasPassed ? { obstacle: undefined } : {}) });
      if (look.known_device) await this.#me.again();
    } catch (reason) {
      this.failed(reason);
    }
  }

  /** Camera and socket at once, beside the question whether this page still belongs into the call. */
  async #goBackIn(): Promise<boolean> {
    void this.live.openMedia();
    this.live.connect();
    try {
      this.take(await this.api.get<Me>("/me"));
      return true;
    } catch {
      this.call.depart();
      return false;
    }
  }

  /** As every request before the tap shows it. */
  get secret(): { secret?: string } {
    return this.door.secret ? { secret: this.door.secret } : {};
  }

  refresh(): Promise<void> {
    return this.#me.again();
  }

  /** What a command answered: it is newer than whatever was asked for before. */
  take(me: Me): void {
    this.#answers += 1;
    this.#show(me);
  }

  /** The page as it is; read once more where a command was answered meanwhile. */
  async #fetch(): Promise<Me> {
    for (;;) {
      const answers = this.#answers;
      const me = await this.api.get<Me>("/me");
      if (answers === this.#answers) return me;
    }
  }

  #show(me: Me): void {
    const before = this.model.me;
    const knockedAt = me.screen === "knocked" ? (this.model.knockedAt ?? Date.now()) : undefined;
    const obstacle = this.#hasPassed ? undefined : this.model.obstacle;
    this.set({ me, knockedAt, obstacle, secondDevice: undefined });
    this.#follow(me, before?.screen);
  }

  /** Also on the next page that this browser opens: whoever needs them once needs them always. */
  makeWordsBigger(on: boolean): void {
    keep("localStorage", BIGGER_WORDS, on);
    this.set({ biggerWords: on });
  }

  toast(what: NonNullable<VisitModel["toast"]>["what"], name = ""): void {
    this.#toasts += 1;
    this.set({ toast: { id: this.#toasts, what, name } });
  }

  failed(reason: unknown): void {
    if (!(reason instanceof Problem)) throw reason;
    const { code } = reason;
    if (code === "link.closed") this.#putOut();
    else if (code === "device.replaced") this.#close("elsewhere");
    else if (code.startsWith("second_fact.")) this.#askForCode(reason);
    else if (!this.model.me) this.#nothingKnown(reason);
  }

  #follow(me: Me, before: Me["screen"] | undefined): void {
    const isPresent = isHere(me);
    if (isPresent) this.live.connect();
    else if (ENDED.has(me.screen)) this.call.standBy();
    else this.call.depart();
    if (me.visit.state === "ended") this.after.look();
    else this.after.stop();
    if (!DEVICES.has(me.screen)) this.live.closeMedia();
    if (me.screen === before) return;
    const calledBack = ENDED.has(before) && (me.screen === "call" || me.screen === "check");
    this.set({ calledBack });
    if (me.screen === "check" && !calledBack) this.#actions.beginCheck();
    if (me.screen === "go_in" && !this.model.wentIn) this.call.ready();
    if (me.screen === "call" && calledBack) this.call.ready();
    else if (me.screen === "call") this.call.enterAgain();
    if (before === "left" && isPresent) this.toast("welcome_back");
  }

  #close(obstacle: NonNullable<VisitModel["obstacle"]>): void {
    this.call.depart();
    this.live.closeMedia();
    this.after.stop();
    this.set({ obstacle, me: undefined });
  }

  #putOut(): void {
    if (this.model.me) this.#undoneUntil = Date.now() + UNDONE_WITHIN_MS;
    this.#close("link_closed");
    clearTimeout(this.#retry);
    if (Date.now() < this.#undoneUntil) this.#retry = setTimeout(() => void this.open(), LOOK_AGAIN_MS);
  }

  #askForCode(problem: Problem): void {
    const closed = problem.code === "second_fact.closed";
    const step = problem.code === "second_fact.needed" ? "send" : (this.model.secondDevice?.step ?? "send");
    this.set({
      secondDevice: {
        step,
        triesLeft: problem.count("tries_left"),
        closedMinutes: closed ? problem.count("minutes") : undefined,
      },
    });
  }

  /** There is no screen yet to go on with. */
  #nothingKnown(problem: Problem): void {
    if (problem.status === 401) return;
    this.set({ obstacle: isPassing(problem) && problem.status === 0 ? "no_internet" : "broke" });
    if (isPassing(problem)) this.#retry = setTimeout(() => void this.open(), TRY_AGAIN_MS);
  }

  #hear(hint: Hint): void {
    const { me } = this.model;
    if (hint.type === "changed" && hint.what === "summary") this.after.look();
    else if (hint.type === "place" && me) this.set({ me: { ...me, place: { place: hint.place } } });
    else void this.#me.again();
  }

  #lived(): void {
    const { me, check, live: before } = this.model;
    const live = this.live.state;
    const isHeard = live.media?.microphone === "on";
    this.set({
      live,
      check: {
        ...check,
        listeningSince: isHeard ? (check.listeningSince ?? Date.now()) : undefined,
        loudest: Math.max(check.loudest, live.media?.level ?? 0),
      },
    });
    if (!me || !live.room || live.room === before.room) return;
    if (isHeld(before, me) && !isHeld(live, me) && me.screen === "call") this.toast("you_are_back");
    if (before.room) this.#tellComings(before.room, live.room, me);
    const { standing, visit_state, modality } = live.room;
    const isOld =
      standing !== me.standing || visit_state !== me.visit.state || modality !== me.visit.modality;
    if (isOld || this.#isUnnamed(live.room.people)) void this.#me.again();
  }

  #tellComings(before: NonNullable<VisitModel["live"]["room"]>, after: typeof before, me: Me): void {
    for (const { what, personId } of comings(before, after, me.person.id)) {
      const name = me.people.find((card) => card.person_id === personId)?.name;
      if (!name || (what === "in_visit" && me.screen !== "call")) continue;
      this.toast(what, name);
      if (what === "at_door" && this.model.wentIn) playKnock();
    }
  }

  #isUnnamed(people: readonly { person_id: string }[]): boolean {
    const { me } = this.model;
    const named = new Set(me?.people.map(({ person_id }) => person_id));
    return people.some(({ person_id }) => person_id !== me?.person.id && !named.has(person_id));
  }

  #ended(state: SocketState): void {
    if (state.kind !== "ended") return;
    const { ended } = state;
    if (ended.why === "refused") this.failed(ended.problem);
    if (ended.why === "refused" || ended.why === "not_here") {
      this.#retry = setTimeout(() => void this.#me.again(), ended.why === "refused" ? TRY_AGAIN_MS : 0);
    }
    if (ended.why === "elsewhere") this.live.closeMedia();
  }

  get #hasPassed(): boolean {
    const { obstacle } = this.model;
    return obstacle !== "insecure" && obstacle !== "old_browser";
  }
}

/** Held for present. Who comes after "did not come" was decided rings the desk by being here, and hears what follows. */
function isHere({ screen, device, standing }: Me): boolean {
  const cameAfterAll = screen === "missed" && standing === "at_door";
  return (PRESENT.has(screen) || cameAfterAll) && device !== "replaced";
}
