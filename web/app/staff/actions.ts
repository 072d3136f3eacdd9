/** What each tap on the staff page does. */
import type { StaffMe } from "../../generated/session";
import { placeAt } from "../../screens/staff/paths";
import type { StaffAction } from "../../screens/staff/state";
import { NO_ANSWER, Problem } from "../../sdk";
import { chatHandlers } from "../chat";
import { CallActions } from "./call-actions";
import { Commands } from "./commands";
import type { StaffController } from "./controller";
import { DeskActions } from "./desk-actions";
import type { Handlers } from "./handlers";

export class Actions {
  readonly #page: StaffController;
  readonly #handlers: Handlers;

  constructor(page: StaffController) {
    const commands = new Commands(page);
    this.#page = page;
    this.#handlers = {
      ...this.#account(),
      ...new CallActions(page, commands).handlers,
      ...new DeskActions(page, commands).handlers,
      ...chatHandlers(page.call.live),
      ...this.#summary(),
    };
  }

  async do(action: StaffAction): Promise<void> {
    const handle = this.#handlers[action.kind] as (action: StaffAction) => Promise<void> | void;
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

  #account(): Handlers<"sign_in" | "sign_out" | "go" | "try_again" | "language"> {
    const page = this.#page;
    return {
      sign_in: async ({ name, password }) => {
        try {
          page.signedIn(await page.api.post<StaffMe>("/sign-in", { name, password }));
        } catch (reason) {
          if (!(reason instanceof Problem)) throw reason;
          page.set({ me: null, signIn: signInProblem(reason) });
        }
      },
      sign_out: async () => {
        await page.api.post("/sign-out");
        page.signedOut({ what: "signed_out" });
      },
      go: ({ path }) => page.go(placeAt(path)),
      try_again: () => page.open(),
      language: () => undefined,
    };
  }

  #summary(): Handlers<
    | "type_section"
    | "settle_section"
    | "write_in"
    | "sign"
    | "amend"
    | "enter_in_error"
    | "waive"
    | "see_as"
    | "close_preview"
  > {
    const page = this.#page;
    return {
      type_section: ({ content, patientOnly }) => page.writing?.type({ content, patientOnly }),
      settle_section: ({ name, whose }) => page.writing?.settle(name, whose),
      write_in: ({ language }) => page.writing?.writeIn(language),
      sign: () => page.writing?.sign(),
      amend: ({ number, reason }) => page.writing?.amend(number, reason),
      enter_in_error: ({ number, mistake, reason }) => page.writing?.enterInError(number, mistake, reason),
      waive: ({ number, reason }) => page.writing?.waive(number, reason),
      see_as: ({ personId }) => page.writing?.seeAs(personId),
      close_preview: () => page.writing?.closePreview(),
    };
  }
}

function signInProblem(problem: Problem): StaffController["model"]["signIn"] {
  if (problem.code === "staff.locked") return { what: "closed", minutes: problem.count("minutes") ?? 1 };
  if (problem.code === NO_ANSWER || problem.status >= 500) return { what: "no_answer" };
  return { what: "wrong" };
}
