/** What each tap on the visit page does. */
import type { Me } from "../../generated/session";
import type { VisitAction } from "../../screens/visit/state";
import { measure, ringBell } from "../../sdk";
import { chatHandlers } from "../chat";
import { checkReport } from "./check-view";
import type { VisitController } from "./controller";
import { Deciding } from "./deciding";
import type { Handlers } from "./handlers";
import { type CheckModel, FRESH_CHECK } from "./model";
import { lettersOf, stillOf } from "./still";

/** Any page of ours is tiny enough for the way there and back; the largest script is the larger one. */
const TINY = "/probe.txt";

export class Actions {
  readonly #page: VisitController;
  readonly #handlers: Handlers;

  constructor(page: VisitController) {
    this.#page = page;
    this.#handlers = {
      ...this.#welcome(),
      ...this.#check(),
      ...this.#wait(),
      ...this.#call(),
      ...new Deciding(page, (path, body) => this.#command(path, body)).handlers,
      ...chatHandlers(page.live),
      ...this.#help(),
      ...this.#afterwards(),
    };
  }

  async do(action: VisitAction): Promise<void> {
    const handle = this.#handlers[action.kind] as (action: VisitAction) => Promise<void> | void;
    const working = handle(action);
    if (!working) return;
    this.#page.set({ busy: action.kind });
    try {
      await working;
    } catch (reason) {
      this.#page.failed(reason);
    } finally {
      if (this.#page.model.busy === action.kind) this.#page.set({ busy: undefined });
    }
  }

  /** Camera and microphone are asked for, the line is measured, the bell rings. */
  beginCheck(): void {
    this.#setCheck({ ...FRESH_CHECK, isWanted: this.#page.model.check.isWanted });
    void this.#page.live.openMedia().then(ringBell);
    this.#page.live.listen();
    void measure(TINY, largestScript()).then((internet) => this.#setCheck({ internet }));
  }

  #setCheck(news: Partial<CheckModel>): void {
    this.#page.set({ check: { ...this.#page.model.check, ...news } });
  }

  async #enter(also: object = {}): Promise<void> {
    this.#page.take(await this.#page.api.post<Me>("/enter", { ...this.#page.secret, ...also }));
    await this.#tellLanguage();
  }

  /** Letters come in the language of the page from now on. */
  async #tellLanguage(): Promise<void> {
    const language = this.#page.model.newLanguage;
    if (!language) return;
    await this.#page.api.post("/language", { language });
    this.#page.set({ newLanguage: undefined });
  }

  async #command(path: string, body: object = {}): Promise<void> {
    const me = await this.#page.api.post<Me | undefined>(path, body);
    if (me && "visit" in me) this.#page.take(me);
    else await this.#page.refresh();
  }

  #welcome(): Pick<Handlers, "yes_it_is_me" | "helping" | "someone_else" | "language" | "back"> {
    const page = this.#page;
    const yes = (also: object) => {
      page.set({ steppedBack: false });
      // Asked in the tap itself: the browser's question comes at once, and sound may play from now on.
      if (this.#willTalk) void page.live.openMedia();
      return this.#enter(also);
    };
    return {
      yes_it_is_me: () => yes({}),
      helping: ({ helper }) => yes({ helping: true, present_name: helper }),
      someone_else: async () => {
        await page.api.post("/wrong-person", page.secret);
        page.set({ notMe: true });
      },
      language: ({ language }) => {
        page.set({ newLanguage: language });
        if (page.model.me) return this.#tellLanguage();
      },
      back: () => {
        if (page.model.check.isWanted) this.#setCheck({ isWanted: false });
        else page.set({ steppedBack: true });
      },
    };
  }

  #check(): Pick<
    Handlers,
    | "ring_bell"
    | "heard_bell"
    | "try_devices_again"
    | "use_sound_only"
    | "check_finished"
    | "only_listen"
    | "test_again"
  > {
    const page = this.#page;
    return {
      ring_bell: () => {
        ringBell();
        this.#setCheck({ bell: "not_heard" });
      },
      heard_bell: () => this.#setCheck({ bell: "heard" }),
      try_devices_again: () => page.live.media?.again(),
      use_sound_only: () => this.#setCheck({ soundOnly: true }),
      check_finished: () => this.#finishCheck(),
      only_listen: async () => {
        page.live.closeMedia();
        await this.#finishCheck();
      },
      test_again: () => {
        this.#setCheck({ isWanted: true, isDoneAhead: false });
        this.beginCheck();
      },
    };
  }

  async #finishCheck(): Promise<void> {
    const page = this.#page;
    const isAhead = page.model.me?.screen === "too_early" || page.model.me?.screen === "moved";
    await this.#command("/check", checkReport(page.model, Date.now()));
    this.#setCheck({ isWanted: false, isDoneAhead: isAhead });
    if (isAhead) page.live.closeMedia();
  }

  #wait(): Pick<Handlers, "beside_me" | "not_beside_me" | "show_picture" | "stop_waiting" | "go_in"> {
    const page = this.#page;
    return {
      beside_me: ({ name }) => this.#command("/present", { name }),
      not_beside_me: ({ name }) => this.#command("/present/gone", { name }),
      show_picture: ({ on }) => (on ? this.#showPicture() : this.#takePictureAway()),
      stop_waiting: () => this.#command("/stop-waiting"),
      go_in: () => {
        page.set({ wentIn: true });
        void page.live.openMedia();
        page.call.enter();
        return this.#enter();
      },
    };
  }

  /** The tap is the agreement; one still goes, and nothing else. */
  async #showPicture(): Promise<void> {
    const page = this.#page;
    const stream = page.live.media?.stream;
    const still = stream && (await stillOf(stream));
    if (!still) return;
    await page.api.post("/me/door-picture", { jpeg: lettersOf(still) });
    page.set({ doorPicture: { still, at: Date.now() } });
  }

  async #takePictureAway(): Promise<void> {
    await this.#page.api.post("/me/door-picture/withdraw");
    this.#page.set({ doorPicture: undefined });
  }

  #call(): Pick<Handlers, "mute" | "camera" | "turn_camera" | "bigger_words" | "leave" | "go_back_in"> {
    const page = this.#page;
    return {
      mute: ({ on }) => page.live.media?.mute(on),
      camera: ({ on }) => page.live.media?.setCamera(on),
      turn_camera: () => page.live.media?.turnCamera(),
      bigger_words: ({ on }) => page.makeWordsBigger(on),
      leave: async () => {
        await this.#command("/leave");
        page.live.closeMedia();
      },
      go_back_in: () => {
        page.set({ calledBack: false });
        void page.live.openMedia();
        return this.#enter();
      },
    };
  }

  #help(): Pick<
    Handlers,
    | "please_call_me"
    | "try_again"
    | "send_new_link"
    | "use_this_one"
    | "put_in_calendar"
    | "send_code"
    | "open_with_code"
  > {
    const page = this.#page;
    return {
      please_call_me: async () => {
        const me = await page.api.post<Me>("/help");
        page.set({ callComing: me.phone_ending ?? "" });
      },
      try_again: () => page.open(),
      send_new_link: async ({ contact }) => {
        await page.api.post("/new-link", { contact });
        page.set({ linkAskedAt: Date.now() });
      },
      use_this_one: async () => {
        page.set({ obstacle: undefined });
        await this.#enter();
        if (page.model.live.socket?.kind === "ended") page.live.connect();
      },
      put_in_calendar: () => location.assign(page.api.address("/calendar.ics")),
      send_code: async () => {
        await page.api.post("/code", page.secret);
        page.set({ secondDevice: { step: "enter", triesLeft: undefined, closedMinutes: undefined } });
      },
      open_with_code: ({ code }) => {
        if (this.#willTalk) void page.live.openMedia();
        return this.#enter({ code });
      },
    };
  }

  /** Before the day, and after the visit, nobody is asked for a camera. */
  get #willTalk(): boolean {
    const opening = this.#page.model.look?.opening;
    return opening !== "too_early" && opening !== "over";
  }

  #afterwards(): Pick<
    Handlers,
    | "open_summary"
    | "close_summary"
    | "summary_code_send"
    | "summary_code"
    | "summary_code_set"
    | "see_version"
    | "see_looks"
    | "close_looks"
  > {
    const { after } = this.#page;
    return {
      open_summary: () => after.open(),
      close_summary: () => after.close(),
      summary_code_send: () => after.sendCode(),
      summary_code: ({ code }) => after.prove(code),
      summary_code_set: ({ code }) => after.choose(code),
      see_version: ({ id }) => after.seeVersion(id),
      see_looks: () => after.seeLooks(),
      close_looks: () => after.closeLooks(),
    };
  }
}

/** The page's own largest file: as good a measure of the line as any, and already at the server. */
function largestScript(): string {
  const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const own = files.filter(({ name }) => name.startsWith(location.origin) && name.includes("/assets/"));
  own.sort((one, other) => other.decodedBodySize - one.decodedBodySize);
  return own[0]?.name ?? location.pathname;
}
