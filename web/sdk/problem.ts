/** What a request can fail with: a stable code of the server's (RFC 9457), or one of the two that the page itself finds. */

/** The request got no answer at all: no network, or the server did not answer in time. */
export const NO_ANSWER = "client.no_answer";
/** The answer was not one of ours: a proxy's page, or half a JSON. */
export const STRANGE_ANSWER = "client.strange_answer";

export class Problem extends Error {
  /** @param present what is the case instead, beside the code: the state, the row version, tries left. */
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly present: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "Problem";
  }

  /** A number that the server sent beside the code. */
  count(name: string): number | undefined {
    const value = this.present[name];
    return typeof value === "number" ? value : undefined;
  }
}

/** Read an error response. Never throws: what cannot be read is `client.strange_answer`. */
export async function problemOf(response: Response): Promise<Problem> {
  const details: unknown = await response.json().catch(() => undefined);
  if (isRecord(details) && typeof details.code === "string") {
    const message = typeof details.detail === "string" ? details.detail : details.code;
    return new Problem(details.code, response.status, message, details);
  }
  return new Problem(STRANGE_ANSWER, response.status, `HTTP ${response.status}`);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
