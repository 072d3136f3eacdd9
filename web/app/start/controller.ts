/** The start page of the embedded run: whether all parts are up, the doors, and every message sent so far. */
import type { StartAction, StartView } from "../../screens/start/state";
import { Api, isRecord, Problem } from "../../sdk";
import { drawInstead, isDrawn } from "../drawn";
import { Store } from "../store";
import { doorsIn, type KeptMail, lettersOf } from "./mailbox";

const LOOK_EVERY_MS = 2_000;

export class StartController {
  readonly #api = new Api({ base: "", repeats: 0 });
  readonly store = new Store<StartView>({
    screen: "starting",
    mailbox: [],
    noCamera: false,
    drawnPicture: isDrawn(),
    notSecure: !isSecureContext,
  });

  start(): void {
    void this.#lookForCamera();
    void this.#look();
    setInterval(() => document.hidden || void this.#look(), LOOK_EVERY_MS);
  }

  act = (action: StartAction): void => {
    if (action.kind !== "draw_picture") return;
    drawInstead(action.on);
    this.#set({ drawnPicture: action.on });
  };

  async #look(): Promise<void> {
    try {
      const [run, doors, mails] = await Promise.all([
        this.#api.get<unknown>("/demo/data/state.json"),
        // Written by the seeding, which comes last.
        this.#api.get<unknown>("/demo/data/doors.json").then(doorsIn, () => undefined),
        this.#api.get<KeptMail[]>("/mail/api/messages"),
      ]);
      const isUp = isRecord(run) && run.state === "ready";
      const { doors: _, ...rest } = this.store.value;
      this.store.set({
        ...rest,
        screen: isUp ? "ready" : "starting",
        phones: isRecord(run) && run.phones === true,
        mailbox: lettersOf(mails),
        ...(doors ? { doors } : {}),
      });
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      if (reason.status === 403) this.#set({ screen: "not_here" });
      else this.#set({ screen: this.store.value.mailbox.length > 0 ? "broke" : "starting" });
    }
  }

  async #lookForCamera(): Promise<void> {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    this.#set({ noCamera: !devices.some(({ kind }) => kind === "videoinput") });
  }

  #set(news: Partial<StartView>): void {
    this.store.set({ ...this.store.value, ...news });
  }
}
