/** A part of the page that is fetched when it is first wanted, and again when that failed; the page goes on meanwhile. */
export class Later<Part> {
  readonly #fetch: () => Promise<Part>;
  readonly #arrived: () => void;
  #part: Part | undefined;
  #isFetching = false;

  constructor(fetch: () => Promise<Part>, arrived: () => void) {
    this.#fetch = fetch;
    this.#arrived = arrived;
  }

  /** The part, once it is there. `wanted`: fetch it now. */
  get(wanted: boolean): Part | undefined {
    if (wanted && !this.#part && !this.#isFetching) void this.#get();
    return this.#part;
  }

  async #get(): Promise<void> {
    this.#isFetching = true;
    try {
      this.#part = await this.#fetch();
      this.#arrived();
    } catch {
      // The page is drawn anew every second, and asks again.
    } finally {
      this.#isFetching = false;
    }
  }
}
