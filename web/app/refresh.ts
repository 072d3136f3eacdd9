/** Fetches one thing again whenever somebody says that it changed: one request at a time, none too few. */
export class Refresh<T> {
  readonly #fetch: () => Promise<T>;
  readonly #take: (fresh: T) => void;
  readonly #failed: (reason: unknown) => void;
  #running: Promise<void> | undefined;
  #isStale = false;

  constructor(fetch: () => Promise<T>, take: (fresh: T) => void, failed: (reason: unknown) => void) {
    this.#fetch = fetch;
    this.#take = take;
    this.#failed = failed;
  }

  /** Resolves once something at least as new as this call was taken, or failed. */
  again(): Promise<void> {
    this.#isStale = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        this.#take(await this.#fetch());
      } catch (reason) {
        this.#failed(reason);
      }
    }
  }
}
