import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Notes } from "../notes";

let server: Server | undefined;

/** A real server that takes one token only. */
async function serve(right: () => string): Promise<{ base: string; seen: string[] }> {
  const seen: string[] = [];
  server = createServer((request, response) => {
    const bearer = request.headers.authorization ?? "";
    seen.push(`${request.method} ${request.url} ${bearer}`);
    if (bearer === `Bearer ${right()}`) response.end('{"state":"ready"}');
    else {
      response.writeHead(401, { "Content-Type": "application/problem+json" });
      response.end('{"code":"token.expired","status":401,"detail":"Please open the page again."}');
    }
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, seen };
}

afterEach(() => new Promise((resolve) => server?.close(resolve)));

test("a token is asked for once, and again when it grew too old", async () => {
  let asked = 0;
  const { base, seen } = await serve(() => (seen.length < 3 ? "t1" : "t2"));
  const notes = new Notes(base, async () => {
    asked += 1;
    return `t${asked}`;
  });
  await notes.get("/status");
  await notes.put("/sections/help", {});
  expect(asked).toBe(1);
  expect(await notes.get("/status")).toEqual({ state: "ready" });
  expect(asked).toBe(2);
  expect(seen).toEqual([
    "GET /status Bearer t1",
    "PUT /sections/help Bearer t1",
    "GET /status Bearer t1",
    "GET /status Bearer t2",
  ]);
});

test("a token that is refused anew is told, and not asked for for ever", async () => {
  let asked = 0;
  const { base } = await serve(() => "none");
  const notes = new Notes(base, async () => `t${++asked}`);
  await expect(notes.get("/status")).rejects.toMatchObject({ code: "token.expired" });
  expect(asked).toBe(2);
});
