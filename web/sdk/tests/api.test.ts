import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Api } from "../api";
import { NO_ANSWER, Problem } from "../problem";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server | undefined;

/** A real server that gives the answers in order, the last one for ever. */
async function serve(...answers: Answer[]): Promise<{ api: Api; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  server = createServer((request, response) => {
    asked.push(request);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { api: new Api({ base: `http://127.0.0.1:${port}` }), asked };
}

afterEach(() => new Promise((resolve) => server?.close(resolve)));

const away: Answer = (_, response) => response.writeHead(502).end("bad gateway");
const cut: Answer = (request) => request.socket.destroy();
const yes: Answer = (_, response) => response.end('{"state":"waiting"}');
const closed: Answer = (_, response) =>
  response
    .writeHead(404, { "Content-Type": "application/problem+json" })
    .end('{"code":"link.closed","status":404,"detail":"This link no longer opens a visit.","tries_left":3}');

describe("a request", () => {
  test("comes through a service that restarts", async () => {
    const { api, asked } = await serve(away, cut, yes);
    expect(await api.get("/me")).toEqual({ state: "waiting" });
    expect(asked).toHaveLength(3);
  });

  test("is refused with the code, the sentence and the facts that the server sent", async () => {
    const { api, asked } = await serve(closed);
    const problem = await api.get("/me").catch((reason: unknown) => reason);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ code: "link.closed", status: 404 });
    expect((problem as Problem).count("tries_left")).toBe(3);
    expect(asked).toHaveLength(1);
  });

  test("that never gets an answer says so", async () => {
    const { port } = await serve(yes).then(() => server?.address() as AddressInfo);
    await new Promise((resolve) => server?.close(resolve));
    const api = new Api({ base: `http://127.0.0.1:${port}`, repeats: 1 });
    await expect(api.get("/me")).rejects.toMatchObject({ code: NO_ANSWER });
  });

  test("without a body in the answer is good", async () => {
    const { api } = await serve((_, response) => response.writeHead(204).end());
    expect(await api.post("/check", { done: true })).toBeUndefined();
  });
});

describe("a command", () => {
  test("is the same command however often it is sent, and another one the next time", async () => {
    const { api, asked } = await serve(away, yes);
    await api.post("/leave");
    await api.post("/leave");
    const keys = asked.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(3);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});
