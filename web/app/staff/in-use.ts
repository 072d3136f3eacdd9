/** Whether somebody sits at this page: requests that only follow the news must not keep a forgotten page signed in. */

/** Of a page that is in use and asks for nothing, the clinic hears this often. */
const TOLD_EVERY_MS = 60_000;
const BACKGROUND: Readonly<Record<string, string>> = { "Beside-Background": "1" };

export class InUse {
  #isUsed = true;
  #toldAt = 0;

  constructor(page: EventTarget) {
    for (const sign of ["pointerdown", "keydown", "wheel"]) {
      page.addEventListener(sign, () => this.use(), { passive: true });
    }
  }

  use(): void {
    this.#isUsed = true;
  }

  /** What a request says of it; the next one is in the background again, until somebody does something. */
  headers(now: number): Readonly<Record<string, string>> {
    if (!this.#isUsed) return BACKGROUND;
    this.#isUsed = false;
    this.#toldAt = now;
    return {};
  }

  /** Somebody reads or types, and no request has told of it for long. */
  isUntold(now: number): boolean {
    return this.#isUsed && now - this.#toldAt >= TOLD_EVERY_MS;
  }
}
