/** Keeps words on this computer until the server has them. */
import type { SectionName } from "../../../generated/notes";
import type { Held } from "./autosave";

export interface Kept extends Held {
  seen: number;
}

export interface Keeper {
  find(name: SectionName): Kept | undefined;
  /** False when this browser keeps nothing. */
  put(name: SectionName, kept: Kept): boolean;
  drop(name: SectionName): void;
}

/** In the browser's storage, of one author, for one version of one visit's summary; nobody else signed in here finds it. */
export class BrowserKeeper implements Keeper {
  readonly #prefix: string;
  readonly #storage: Storage;

  constructor(storage: Storage, author: string, visitId: string, number: number) {
    this.#storage = storage;
    this.#prefix = `beside.draft.${author}.${visitId}.${number}.`;
  }

  find(name: SectionName): Kept | undefined {
    try {
      const text = this.#storage.getItem(this.#prefix + name);
      return text ? (JSON.parse(text) as Kept) : undefined;
    } catch {
      return undefined;
    }
  }

  put(name: SectionName, kept: Kept): boolean {
    try {
      this.#storage.setItem(this.#prefix + name, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  drop(name: SectionName): void {
    try {
      this.#storage.removeItem(this.#prefix + name);
    } catch {
      // A browser that keeps nothing has nothing to drop.
    }
  }
}
