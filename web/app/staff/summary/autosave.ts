/**
 * Saves a draft section by section while it is typed, so that no word that the screen called saved is lost, and none
 * that was typed either: it is kept on this computer until the server has it.
 */
import type { SectionName, SectionView } from "../../../generated/notes";
import type { Section } from "../../../screens/summary/words";
import { isPassing, isRecord, Problem } from "../../../sdk";
import type { Keeper } from "./keeper";
import { isSame, pruned } from "./sections";

export interface Held {
  content: Section;
  patientOnly: boolean;
}

/**
 * saved: the server has it. waiting: typed. saving: on its way. failed: no answer, tried again soon. conflict: somebody
 * else saved `theirs` meanwhile, a person decides. refused: it cannot be saved any more, and stays on this computer.
 */
export interface SectionDraft extends Held {
  state: "saved" | "waiting" | "saving" | "failed" | "conflict" | "refused";
  /** Row version on which it was typed. */
  seen: number;
  theirs?: Held;
}

interface Entry extends SectionDraft {
  theirsSeen: number;
  /** Sent, and never answered: the server may have it. */
  unanswered: Held[];
  /** Refused whatever is typed: nothing of this version can be saved any more. */
  isOver: boolean;
}

export interface AutosaveOptions {
  save(name: SectionName, held: Held, seen: number): Promise<SectionView>;
  keeper: Keeper;
  changed(): void;
  /** What cannot be saved any more: somebody signed, or this person may not write. */
  refused(problem: Problem): void;
}

/** Long enough to write a word on, short enough to lose nothing worth a tear. */
const PAUSE_MS = 700;
const AGAIN_MS = 3_000;
/** What is too much can be made less. */
const TOO_MUCH: ReadonlySet<number> = new Set([413, 422]);

export class Autosave {
  readonly #options: AutosaveOptions;
  readonly #entries = new Map<SectionName, Entry>();
  readonly #running = new Map<SectionName, Promise<void>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #savedAt: Date | undefined;
  #isKept = true;
  #isStopped = false;

  constructor(options: AutosaveOptions) {
    this.#options = options;
  }

  get sections(): ReadonlyMap<SectionName, SectionDraft> {
    return this.#entries;
  }

  get savedAt(): Date | undefined {
    return this.#savedAt;
  }

  /** Whether what is not saved yet would survive this page. */
  get isKept(): boolean {
    return this.#isKept;
  }

  get isSaved(): boolean {
    return [...this.#entries.values()].every(({ state }) => state === "saved");
  }

  /** Row versions as the screen shows them; what is signed. */
  get seen(): Record<string, number> {
    return Object.fromEntries([...this.#entries].map(([name, { seen }]) => [name, seen]));
  }

  /** What the server has now. Words that are not saved yet stay. */
  take(views: readonly SectionView[]): void {
    for (const view of views) this.#takeOne(view);
    this.#options.changed();
    this.#soon(PAUSE_MS);
  }

  type(held: Held): void {
    const name = held.content.section;
    const entry = this.#entries.get(name);
    if (!entry) return;
    Object.assign(entry, held);
    this.#keep(entry);
    if (entry.state !== "conflict" && !entry.isOver) entry.state = "waiting";
    this.#options.changed();
    this.#soon(PAUSE_MS);
  }

  /** A person has seen both texts, and says which one holds. */
  settle(name: SectionName, whose: "mine" | "theirs"): void {
    const entry = this.#entries.get(name);
    if (entry?.state !== "conflict" || !entry.theirs) return;
    if (whose === "theirs") Object.assign(entry, entry.theirs);
    entry.seen = entry.theirsSeen;
    delete entry.theirs;
    if (whose === "theirs") this.#settled(entry);
    else {
      entry.state = "waiting";
      this.#keep(entry);
    }
    this.#options.changed();
    this.#soon(0);
  }

  /** Save everything that can be saved now. Resolves to whether all of it is. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await Promise.all([...this.#entries.keys()].map((name) => this.#save(name)));
    return this.isSaved;
  }

  /** Try no more; what is not saved stays on this computer. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #takeOne(view: SectionView): void {
    if (view.saved_at) this.#savedAt = latest(this.#savedAt, new Date(view.saved_at));
    const entry = this.#entries.get(view.section);
    const theirs = heldOf(view);
    if (!entry) this.#begin(view);
    else if (view.row_version <= entry.seen) return;
    else if (entry.state === "saved" || isSame(entry, theirs)) this.#adopt(entry, view);
    else if (entry.state === "conflict") {
      entry.theirs = theirs;
      entry.theirsSeen = view.row_version;
    }
  }

  /** The first sight of a section: with it comes what was typed on this computer and never saved. */
  #begin(view: SectionView): void {
    const entry: Entry = {
      ...heldOf(view),
      state: "saved",
      seen: view.row_version,
      theirsSeen: view.row_version,
      unanswered: [],
      isOver: false,
    };
    this.#entries.set(view.section, entry);
    const kept = this.#options.keeper.find(view.section);
    if (!kept) return;
    if (isSame(kept, entry)) {
      this.#options.keeper.drop(view.section);
      return;
    }
    if (kept.seen !== view.row_version) Object.assign(entry, { state: "conflict", theirs: heldOf(view) });
    else entry.state = "waiting";
    Object.assign(entry, { content: kept.content, patientOnly: kept.patientOnly });
  }

  #adopt(entry: Entry, view: SectionView): void {
    if (!isSame(entry, heldOf(view))) Object.assign(entry, heldOf(view));
    entry.seen = view.row_version;
    this.#settled(entry);
  }

  #settled(entry: Entry): void {
    entry.state = "saved";
    entry.unanswered = [];
    this.#options.keeper.drop(entry.content.section);
  }

  #keep(entry: Entry): void {
    const { content, patientOnly, seen } = entry;
    this.#isKept = this.#options.keeper.put(content.section, { content, patientOnly, seen });
  }

  #soon(wait: number): void {
    clearTimeout(this.#timer);
    if (this.isSaved || this.#isStopped) return;
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  #save(name: SectionName): Promise<void> {
    const running = this.#running.get(name) ?? this.#saveAll(name).finally(() => this.#running.delete(name));
    this.#running.set(name, running);
    return running;
  }

  /** One request at a time; whatever was typed meanwhile goes with the next. */
  async #saveAll(name: SectionName): Promise<void> {
    const entry = this.#entries.get(name);
    while (entry && (entry.state === "waiting" || entry.state === "failed")) {
      if (!(await this.#saveOnce(entry))) return;
    }
  }

  /** Whether to go on at once. */
  async #saveOnce(entry: Entry): Promise<boolean> {
    const sent: Held = { content: entry.content, patientOnly: entry.patientOnly };
    entry.state = "saving";
    this.#options.changed();
    try {
      const view = await this.#options.save(
        sent.content.section,
        { ...sent, content: pruned(sent.content) },
        entry.seen,
      );
      entry.seen = view.row_version;
      this.#savedAt = latest(this.#savedAt, view.saved_at ? new Date(view.saved_at) : undefined);
      if (entry.content === sent.content && entry.patientOnly === sent.patientOnly) this.#settled(entry);
      else entry.state = "waiting";
      return entry.state === "waiting";
    } catch (reason) {
      return this.#failed(entry, sent, reason);
    } finally {
      this.#options.changed();
    }
  }

  #failed(entry: Entry, sent: Held, reason: unknown): boolean {
    if (!(reason instanceof Problem)) throw reason;
    // Another page of this computer may have saved meanwhile, and let go of what was kept.
    this.#keep(entry);
    if (reason.code === "summary.section_changed") return this.#someoneElse(entry, reason);
    if (isPassing(reason) || reason.status >= 500 || reason.status === 401) {
      entry.unanswered.push(sent);
      entry.state = "failed";
      this.#soon(AGAIN_MS);
      return false;
    }
    entry.state = "refused";
    entry.isOver = !TOO_MUCH.has(reason.status);
    this.#options.refused(reason);
    return false;
  }

  /** What is there may be our own words, whose answer got lost on the way. */
  #someoneElse(entry: Entry, { present }: Problem): boolean {
    const saved = savedIn(present.saved);
    if (!saved) throw new Problem("client.strange_answer", 409, "a conflict without the other text");
    entry.theirsSeen = saved.row_version;
    const isOurs = entry.unanswered.some((sent) => isSame(sent, saved.held));
    if (isOurs || isSame(entry, saved.held)) {
      entry.seen = saved.row_version;
      entry.state = "waiting";
      return true;
    }
    entry.theirs = saved.held;
    entry.state = "conflict";
    return false;
  }
}

const heldOf = ({ content, patient_only }: Pick<SectionView, "content" | "patient_only">): Held => ({
  content,
  patientOnly: patient_only,
});

function savedIn(told: unknown): { held: Held; row_version: number } | undefined {
  if (!isRecord(told) || !isRecord(told.content) || typeof told.row_version !== "number") return undefined;
  const { content, patient_only, row_version } = told as unknown as SectionView;
  return { held: heldOf({ content, patient_only }), row_version };
}

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}
