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

  /** In which it is written, where somebody said so. */
  get language(): string | undefined {
    return this.#read("language") as string | undefined;
  }

  putLanguage(language: string): void {
    this.#write("language", language);
  }

  find(name: SectionName): Kept | undefined {
    return this.#read(name) as Kept | undefined;
  }

  put(name: SectionName, kept: Kept): boolean {
    return this.#write(name, kept);
  }

  drop(name: SectionName): void {
    try {
      this.#storage.removeItem(this.#prefix + name);
    } catch {
      // A browser that keeps nothing has nothing to drop.
    }
  }

  #read(what: string): unknown {
    try {
      const text = this.#storage.getItem(this.#prefix + what);
      return text ? JSON.parse(text) : undefined;
    } catch {
      return undefined;
    }
  }

  #write(what: string, value: unknown): boolean {
    try {
      this.#storage.setItem(this.#prefix + what, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
}
