/** One value that a page draws from. Changes within one turn of the event loop are drawn once. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();
  #isTelling = false;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    this.touch();
  }

  /** Something that the value refers to changed. */
  touch(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
