/** The way into the call and out of it: called by a chime, in by a tap or straight after a reload, awake while inside. */
import { playReady } from "../../sdk";
import { stayAwake } from "../awake";
import { isKept, keep } from "../kept";
import type { Live } from "../live";
import type { Door } from "./door";
import type { VisitModel } from "./model";

/** "With a chime and a short vibration; after 30 s once more." */
const REMIND_AFTER_MS = 30_000;
const SHAKE_MS = 200;

interface Page {
  readonly door: Door;
  readonly live: Live;
  readonly model: VisitModel;
  set(news: Partial<VisitModel>): void;
}

export class Call {
  readonly #page: Page;
  #remind: ReturnType<typeof setTimeout> | undefined;
  #sleep: (() => void) | undefined;

  constructor(page: Page) {
    this.#page = page;
  }

  /** This tab was in the call, and has not left it: its reload is no arrival. */
  get wasInside(): boolean {
    return isKept("sessionStorage", this.#key);
  }

  /** The clinician waits: the person may go in, and hears it. */
  ready(): void {
    const page = this.#page;
    page.set({ check: { ...page.model.check, isWanted: false } });
    page.live.prepare();
    this.#ring();
    clearTimeout(this.#remind);
    this.#remind = setTimeout(() => !page.model.wentIn && this.#ring(), REMIND_AFTER_MS);
  }

  /** From a tap. */
  enter(): void {
    clearTimeout(this.#remind);
    keep("sessionStorage", this.#key, true);
    this.#page.live.listen();
    this.#page.live.enter();
    this.#sleep ??= stayAwake();
  }

  /** Reloaded in the middle of the call, or the battery died: no question, no tap. */
  enterAgain(): void {
    void this.#page.live.openMedia();
    this.enter();
  }

  /** Out of it, and held for present no longer. */
  depart(): void {
    this.#page.live.leave();
    this.#leave();
  }

  /** A visit can be opened again for half an hour: the page that was in it stays within call, without any sound or picture. */
  standBy(): void {
    this.#page.live.stepOut();
    this.#leave();
  }

  #leave(): void {
    clearTimeout(this.#remind);
    keep("sessionStorage", this.#key, false);
    this.#sleep?.();
    this.#sleep = undefined;
    if (this.#page.model.wentIn) this.#page.set({ wentIn: false });
  }

  #ring(): void {
    playReady();
    navigator.vibrate?.(SHAKE_MS);
  }

  get #key(): string {
    return `beside.inside.${this.#page.door.handle}`;
  }
}
