import { describe, expect, test } from "vitest";
import type { SectionName, SectionView } from "../../generated/notes";
import type { Section } from "../../screens/summary/words";
import { NO_ANSWER, Problem } from "../../sdk";
import { Autosave, type Held } from "../staff/summary/autosave";
import type { Keeper, Kept } from "../staff/summary/keeper";
import { pruned } from "../staff/summary/sections";

const main = (text: string): Section => ({ section: "main_message", text });
const textOf = (content: Section | undefined): string =>
  content?.section === "main_message" ? content.text : "";
const held = (text: string): Held => ({ content: main(text), patientOnly: false });

/** A browser's storage that outlives pages. */
class Computer implements Keeper {
  readonly kept = new Map<SectionName, Kept>();
  find = (name: SectionName): Kept | undefined => this.kept.get(name);
  put(name: SectionName, kept: Kept): boolean {
    this.kept.set(name, structuredClone(kept));
    return true;
  }
  drop = (name: SectionName): void => void this.kept.delete(name);
}

/** Notes' rules for one section: compare with what was seen, keep, count on. `line` decides what becomes of answers. */
class Server {
  text = "";
  version = 0;
  line: "good" | "dead" | "answers_lost" = "good";
  isSigned = false;
  takes = 2_000;

  view(): SectionView {
    const saved_at = this.version ? "2026-11-24T10:41:00Z" : null;
    return {
      section: "main_message",
      content: main(this.text),
      patient_only: false,
      row_version: this.version,
      saved_at,
      saved_by: null,
    };
  }

  async save({ content }: Held, seen: number): Promise<SectionView> {
    if (this.line === "dead") throw new Problem(NO_ANSWER, 0, "dead");
    const text = textOf(content);
    if (text.length > this.takes) throw new Problem("request.too_large", 413, "too much");
    if (this.isSigned) throw new Problem("summary.is_signed", 409, "signed");
    if (text !== this.text) {
      if (seen !== this.version)
        throw new Problem("summary.section_changed", 409, "changed", { saved: this.view() });
      this.text = text;
      this.version += 1;
    }
    if (this.line === "answers_lost") throw new Problem(NO_ANSWER, 0, "lost");
    return this.view();
  }
}

function page(server: Server, computer: Computer) {
  const refused: string[] = [];
  const autosave = new Autosave({
    save: (_, typed, seen) => server.save(typed, seen),
    keeper: computer,
    changed: () => undefined,
    refused: ({ code }) => refused.push(code),
  });
  autosave.take([server.view()]);
  return { autosave, refused, shown: () => autosave.sections.get("main_message") };
}

describe("a draft", () => {
  test("is called saved only once the server has its words", async () => {
    const server = new Server();
    const { autosave, shown } = page(server, new Computer());
    autosave.type(held("One new pill"));
    expect(autosave.isSaved).toBe(false);
    expect(await autosave.flush()).toBe(true);
    expect(server.text).toBe("One new pill");
    expect(shown()).toMatchObject({ state: "saved", seen: 1 });
    autosave.stop();
  });

  test("keeps on this computer what is not saved, and a new page goes on with it", async () => {
    const [server, computer] = [new Server(), new Computer()];
    const before = page(server, computer);
    server.line = "dead";
    before.autosave.type(held("One new pill each morning"));
    expect(await before.autosave.flush()).toBe(false);
    before.autosave.stop();
    server.line = "good";
    const after = page(server, computer);
    expect(after.shown()).toMatchObject({ content: main("One new pill each morning"), state: "waiting" });
    expect(await after.autosave.flush()).toBe(true);
    expect(server.text).toBe("One new pill each morning");
    expect(computer.kept.size).toBe(0);
    after.autosave.stop();
  });

  test("that somebody else changed meanwhile shows both texts, and overwrites neither", async () => {
    const server = new Server();
    const { autosave, shown } = page(server, new Computer());
    server.text = "Theirs";
    server.version = 1;
    autosave.type(held("Mine"));
    expect(await autosave.flush()).toBe(false);
    expect(server.text).toBe("Theirs");
    expect(shown()).toMatchObject({ state: "conflict", content: main("Mine"), theirs: held("Theirs") });
    autosave.type(held("Mine and theirs"));
    autosave.settle("main_message", "mine");
    expect(await autosave.flush()).toBe(true);
    expect(server.text).toBe("Mine and theirs");
    autosave.stop();
  });

  test("takes the other text when its author says so", async () => {
    const [server, computer] = [new Server(), new Computer()];
    const { autosave, shown } = page(server, computer);
    server.text = "Theirs";
    server.version = 1;
    autosave.type(held("Mine"));
    await autosave.flush();
    autosave.settle("main_message", "theirs");
    expect(shown()).toMatchObject({ state: "saved", content: main("Theirs"), seen: 1 });
    expect(computer.kept.size).toBe(0);
    autosave.stop();
  });

  test("is in no conflict with its own words when only the answer got lost", async () => {
    const server = new Server();
    const { autosave } = page(server, new Computer());
    server.line = "answers_lost";
    autosave.type(held("One new"));
    await autosave.flush();
    autosave.type(held("One new pill"));
    server.line = "good";
    expect(await autosave.flush()).toBe(true);
    expect(server.text).toBe("One new pill");
    autosave.stop();
  });

  test("follows what another page saved while nobody types here", () => {
    const server = new Server();
    const { autosave, shown } = page(server, new Computer());
    server.text = "Theirs";
    server.version = 3;
    autosave.take([server.view()]);
    expect(shown()).toMatchObject({ state: "saved", content: main("Theirs"), seen: 3 });
    autosave.stop();
  });

  test("that was typed on an older text than the server's asks, after a reload", () => {
    const [server, computer] = [new Server(), new Computer()];
    computer.put("main_message", { ...held("Mine"), seen: 0 });
    server.text = "Theirs";
    server.version = 2;
    const { autosave, shown } = page(server, computer);
    expect(shown()).toMatchObject({ state: "conflict", content: main("Mine"), theirs: held("Theirs") });
    autosave.stop();
  });

  test("that was signed elsewhere keeps the words that are not in it", async () => {
    const [server, computer] = [new Server(), new Computer()];
    const { autosave, refused, shown } = page(server, computer);
    server.isSigned = true;
    autosave.type(held("Too late"));
    expect(await autosave.flush()).toBe(false);
    expect(refused).toEqual(["summary.is_signed"]);
    expect(shown()).toMatchObject({ state: "refused", content: main("Too late") });
    expect(computer.kept.size).toBe(1);
    autosave.stop();
  });

  test("that was too much for the server is saved once it is shorter", async () => {
    const server = new Server();
    server.takes = 10;
    const { autosave, refused, shown } = page(server, new Computer());
    autosave.type(held("Far more than it takes"));
    expect(await autosave.flush()).toBe(false);
    expect(refused).toEqual(["request.too_large"]);
    expect(shown()).toMatchObject({ state: "refused" });
    autosave.type(held("Short"));
    expect(await autosave.flush()).toBe(true);
    expect(server.text).toBe("Short");
    autosave.stop();
  });

  test("whose words another page of this computer let go of is kept here again", async () => {
    const [server, computer] = [new Server(), new Computer()];
    const [one, other] = [page(server, computer), page(server, computer)];
    one.autosave.type(held("Mine"));
    other.autosave.type(held("From the other page"));
    expect(await other.autosave.flush()).toBe(true);
    expect(await one.autosave.flush()).toBe(false);
    expect(one.shown()).toMatchObject({ state: "conflict", content: main("Mine") });
    expect(computer.find("main_message")).toMatchObject({ content: main("Mine") });
    one.autosave.stop();
    other.autosave.stop();
  });

  test("loses no word over two pages and a line that breaks anywhere", async () => {
    for (let broken = 0; broken < 27; broken += 1) await playTwoPages(broken);
  });
});

/** Three words typed in turn on two pages; the digits of `broken` say how the line is each time. */
async function playTwoPages(broken: number): Promise<void> {
  const [server, computers] = [new Server(), [new Computer(), new Computer()] as const];
  const lines = [0, 1, 2].map(
    (place) => (["good", "dead", "answers_lost"] as const)[Math.floor(broken / 3 ** place) % 3],
  );
  const pages = computers.map((computer) => page(server, computer));
  for (const [turn, line] of lines.entries()) {
    const one = pages[turn % 2];
    server.line = line ?? "good";
    const before = textOf(one?.shown()?.content);
    one?.autosave.type(held(`${before} word${turn}`));
    await one?.autosave.flush();
  }
  server.line = "good";
  for (const { autosave } of pages) await autosave.flush();
  const everywhere = [server.text, ...pages.map(({ shown }) => textOf(shown()?.content))].join(" ");
  for (const word of ["word0", "word1", "word2"]) expect(everywhere, lines.join()).toContain(word);
  for (const { autosave, shown } of pages) {
    if (shown()?.state === "saved") expect(server.text).toContain("word");
    autosave.stop();
  }
}

test("rows into which nobody typed are not part of what is written", () => {
  const blank = { what: " ", when: "", how: "" };
  const walk = { what: "Walk", when: "", how: "" };
  expect(pruned({ section: "actions", nothing: false, items: [blank, walk, blank] })).toEqual({
    section: "actions",
    nothing: false,
    items: [walk],
  });
  expect(pruned({ section: "help", signs: ["", "Dizzy"], call: "" })).toEqual({
    section: "help",
    signs: ["Dizzy"],
    call: "",
  });
});
