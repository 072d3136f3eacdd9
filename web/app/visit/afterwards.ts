/** The visit page after the visit: what becomes of the summary, the second fact, reading it, and who has looked. */
import type { OwnSummary, Status, SummaryLooks } from "../../generated/notes";
import type { SecondFact, Token, WhoLooked } from "../../generated/session";
import { type Api, Notes, Problem } from "../../sdk";
import { Refresh } from "../refresh";
import { type AfterwardsModel, FRESH_AFTERWARDS } from "./model";

/** A page that was opened after the visit has no socket: it asks while somebody looks at it, and when they come back. */
const LOOK_AGAIN_MS = 10_000;

interface Page {
  readonly api: Api;
  readonly afterwards: AfterwardsModel;
  set(news: { afterwards: AfterwardsModel }): void;
  failed(reason: unknown): void;
}

export class AfterTheVisit {
  readonly #page: Page;
  readonly #notes: Notes;
  readonly #status: Refresh<Status>;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(page: Page, base: string) {
    this.#page = page;
    this.#notes = new Notes(base, async () => (await page.api.post<Token>("/token")).token);
    this.#status = new Refresh(
      () => this.#notes.get<Status>("/summary/status"),
      (status) => this.#take(status),
      // What is not known yet is asked for again; the page shows all else meanwhile.
      () => undefined,
    );
  }

  /** The visit has ended: say what becomes of the summary, and go on looking. */
  look(): void {
    if (this.#timer === undefined) {
      this.#timer = setInterval(this.#lookIfSeen, LOOK_AGAIN_MS);
      document.addEventListener("visibilitychange", this.#lookIfSeen);
    }
    void this.#status.again();
  }

  /** The visit goes on, or the link is closed. */
  stop(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    document.removeEventListener("visibilitychange", this.#lookIfSeen);
    this.#page.set({ afterwards: { ...FRESH_AFTERWARDS, looks: this.#model.looks } });
  }

  /** The tap: to the summary, or to the second fact before it. */
  async open(): Promise<void> {
    await this.#proven(() => this.#read());
  }

  close(): void {
    this.#set({ step: "cover", shown: undefined, triesLeft: undefined });
  }

  async sendCode(): Promise<void> {
    await this.#page.api.post("/code");
    this.#set({ isSent: true, triesLeft: undefined, closedMinutes: undefined });
  }

  /** Show that it is you, and read. */
  async prove(code: string): Promise<void> {
    try {
      this.#set({ fact: await this.#page.api.post<SecondFact>("/second-fact", { code }) });
    } catch (reason) {
      if (!(reason instanceof Problem) || !reason.code.startsWith("second_fact.")) throw reason;
      this.#set({ triesLeft: reason.count("tries_left"), closedMinutes: reason.count("minutes") });
      return;
    }
    this.#notes.forget();
    await this.#read();
  }

  /** A guest's own code, on the device with which they were in the visit; typed once, it opens at once. */
  async choose(code: string): Promise<void> {
    await this.#page.api.put("/second-fact/own-code", { code });
    await this.prove(code);
  }

  async seeVersion(id: string): Promise<void> {
    await this.#proven(async () => {
      this.#set({ shown: await this.#notes.get<OwnSummary>(`/summary/versions/${id}`) });
    });
  }

  /** Looks at the page's own rows need no second fact; those at the summary are added when one was given. */
  async seeLooks(): Promise<void> {
    this.#set({ looks: { rows: undefined, summary: [] } });
    try {
      const rows = await this.#page.api.get<WhoLooked[]>("/looks");
      const summary = await this.#summaryLooks();
      if (this.#model.looks) this.#set({ looks: { rows, summary } });
    } catch (reason) {
      this.closeLooks();
      throw reason;
    }
  }

  closeLooks(): void {
    this.#set({ looks: undefined });
  }

  async #summaryLooks(): Promise<SummaryLooks["looks"]> {
    if (!this.#model.present) return [];
    try {
      return (await this.#notes.get<SummaryLooks>("/summary/looks")).looks;
    } catch (reason) {
      if (reason instanceof Problem && reason.status === 403) return [];
      throw reason;
    }
  }

  /** What needs a second fact; without one that still counts, it is asked for. */
  async #proven(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (reason) {
      if (!(reason instanceof Problem) || reason.code !== "second_fact.needed") throw reason;
      await this.#ask();
    }
  }

  async #read(): Promise<void> {
    const present = await this.#notes.get<OwnSummary>("/summary");
    this.#set({ step: "read", present, shown: undefined, triesLeft: undefined, isNewer: false });
    await this.#notes.post(`/summary/versions/${present.id}/opened`);
  }

  async #ask(): Promise<void> {
    const fact = await this.#page.api.get<SecondFact>("/second-fact");
    this.#set({
      step: "unlock",
      fact,
      isSent: false,
      triesLeft: undefined,
      closedMinutes: fact.closed_minutes ?? undefined,
    });
  }

  #take(status: Status): void {
    this.#set({ status: status.state });
    if (this.#model.step === "read" && status.proven) void this.#lookForNewer();
    else if (this.#model.step === "read") this.close();
  }

  /** What is on the screen is not valid any more: it is taken away, and the newer one is a tap away. */
  async #lookForNewer(): Promise<void> {
    try {
      const newest = await this.#notes.get<OwnSummary>("/summary");
      const { present } = this.#model;
      if (present && newest.id === present.id && newest.mistake === present.mistake) {
        this.#set({ present: newest });
      } else this.#set({ step: "cover", isNewer: true, shown: undefined });
    } catch (reason) {
      if (reason instanceof Problem && reason.status >= 400 && reason.status < 500) this.close();
    }
  }

  readonly #lookIfSeen = (): void => {
    if (!document.hidden) void this.#status.again();
  };

  get #model(): AfterwardsModel {
    return this.#page.afterwards;
  }

  #set(news: Partial<AfterwardsModel>): void {
    this.#page.set({ afterwards: { ...this.#model, ...news } });
  }
}
