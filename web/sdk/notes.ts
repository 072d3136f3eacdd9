/** Requests to notes: as any other, with a token that session gives for a few minutes. */
import { Api, type ApiOptions, type Request } from "./api";
import { Problem } from "./problem";

const OLD = new Set(["token.expired", "token.forged"]);

export class Notes {
  readonly #api: Api;
  readonly #fetchToken: () => Promise<string>;
  #token: Promise<string> | undefined;
  #bearer = "";

  constructor(
    base: string,
    token: () => Promise<string>,
    options: Omit<ApiOptions, "base" | "headers"> = {},
  ) {
    this.#api = new Api({ ...options, base, headers: () => ({ Authorization: `Bearer ${this.#bearer}` }) });
    this.#fetchToken = token;
  }

  get<T>(path: string, request: Request = {}): Promise<T> {
    return this.#shown(() => this.#api.get<T>(path, request));
  }

  /** @throws Problem */
  post<T>(path: string, body: object = {}): Promise<T> {
    return this.#shown(() => this.#api.post<T>(path, body));
  }

  /** @throws Problem */
  put<T>(path: string, body: object, request: Request = {}): Promise<T> {
    return this.#shown(() => this.#api.put<T>(path, body, request));
  }

  /** What the token says has changed: the next request asks for another one. */
  forget(): void {
    this.#token = undefined;
  }

  /** A token that grew too old meanwhile is replaced once; whatever was refused so was not done. */
  async #shown<T>(ask: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await ask();
    } catch (problem) {
      if (!(problem instanceof Problem) || !OLD.has(problem.code)) throw problem;
      this.forget();
      await this.#take();
      return ask();
    }
  }

  async #take(): Promise<void> {
    this.#token ??= this.#fetchToken();
    try {
      this.#bearer = await this.#token;
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }
}
