/** Requests to a Beside service: typed answers, errors with codes, and commands that are safe to send twice. */
import { backoff, pause } from "./pause";
import { NO_ANSWER, Problem, problemOf, STRANGE_ANSWER } from "./problem";

export interface ApiOptions {
  /** Where the service's routes begin, such as `/v/{handle}/api/session/v1`; no slash at the end. */
  base: string;
  fetch?: typeof globalThis.fetch;
  /** Further headers of every request, asked for anew each time. */
  headers?: () => Readonly<Record<string, string>>;
  /** How often a request is repeated after no answer, 502 or 503. */
  repeats?: number;
}

export interface Request {
  signal?: AbortSignal;
  /** Let the request outlive the page: for goodbyes. */
  keepalive?: boolean;
}

/** Longer than any answer of a healthy service, shorter than anybody's patience with a dead one. */
const ANSWER_WITHIN_MS = 8_000;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 2_000;
const AWAY = new Set([502, 503, 504]);

export class Api {
  readonly #base: string;
  readonly #fetch: typeof globalThis.fetch;
  readonly #headers: () => Readonly<Record<string, string>>;
  readonly #repeats: number;

  constructor({
    base,
    fetch = globalThis.fetch.bind(globalThis),
    headers = () => ({}),
    repeats = 4,
  }: ApiOptions) {
    this.#base = base;
    this.#fetch = fetch;
    this.#headers = headers;
    this.#repeats = repeats;
  }

  /** Full address of a route, for links and downloads. */
  address(path: string): string {
    return this.#base + path;
  }

  get<T>(path: string, request: Request = {}): Promise<T> {
    return this.#patiently<T>(path, { method: "GET" }, request);
  }

  /**
   * Give a command. All repeats of one call carry the same Idempotency-Key, so that a lost answer never does it twice.
   *
   * @throws Problem
   */
  post<T>(path: string, body: object = {}, request: Request = {}): Promise<T> {
    return this.#command<T>("POST", path, body, request);
  }

  /** Put something in its place; repeated as a command is. */
  put<T>(path: string, body: object, request: Request = {}): Promise<T> {
    return this.#command<T>("PUT", path, body, request);
  }

  #command<T>(method: "POST" | "PUT", path: string, body: object, request: Request): Promise<T> {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": newKey() };
    return this.#patiently<T>(path, { method, headers, body: JSON.stringify(body) }, request);
  }

  async #patiently<T>(path: string, bare: RequestInit, request: Request): Promise<T> {
    const init = { ...bare, headers: { ...bare.headers, ...this.#headers() } };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#once<T>(path, init, request);
      } catch (problem) {
        const repeat = problem instanceof Problem && isPassing(problem) && attempt < this.#repeats;
        if (!repeat || request.signal?.aborted) throw problem;
        await pause(backoff(attempt, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), request.signal);
      }
    }
  }

  async #once<T>(path: string, init: RequestInit, { signal, keepalive = false }: Request): Promise<T> {
    const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await this.#fetch(this.#base + path, {
      ...init,
      keepalive,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: signal ? anyOf(signal, limit) : limit,
    }).catch((reason: unknown) => {
      if (signal?.aborted) throw signal.reason;
      throw new Problem(NO_ANSWER, 0, String(reason));
    });
    if (!response.ok) throw await problemOf(response);
    return read<T>(response);
  }
}

/** 128 random bits. `crypto.randomUUID` is missing where a page is not secure, and that page still asks for help. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function read<T>(response: Response): Promise<T> {
  const text = await response.text().catch((reason: unknown) => {
    throw new Problem(NO_ANSWER, 0, String(reason));
  });
  if (text === "") return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Problem(STRANGE_ANSWER, response.status, "not JSON");
  }
}

/** `AbortSignal.any` is missing in browsers of 2023. */
function anyOf(first: AbortSignal, second: AbortSignal): AbortSignal {
  const either = new AbortController();
  for (const signal of [first, second]) {
    if (signal.aborted) either.abort(signal.reason);
    signal.addEventListener("abort", () => either.abort(signal.reason), { once: true });
  }
  return either.signal;
}

/** Whether the same request may go well in a moment. */
export const isPassing = (problem: Problem): boolean =>
  problem.code === NO_ANSWER || AWAY.has(problem.status);
