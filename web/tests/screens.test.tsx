import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { pictures } from "../screens/parts/pictures";
import { PSEUDO } from "../texts/pseudo";
import { WordsContext } from "../texts/words";
import { allWords } from "./catalogues";

const LANGUAGES = ["en", "es", PSEUDO];
const spoken = new Map(LANGUAGES.map((language) => [language, allWords(language)]));
const names = Object.keys(pictures);

describe("every screen in every state", () => {
  test.each(LANGUAGES)("can be said in %s", (language) => {
    for (const name of names) expect(draw(name, language), name).toContain("<h");
  });

  test("has exactly one title", () => {
    for (const name of names) expect(count(main(draw(name)), /<h1\b/g), name).toBe(1);
  });

  test("of a patient or guest has at most one filled button, and no more in its sheet", () => {
    for (const name of names.filter((each) => pictures[each]?.page === "visit")) {
      const page = draw(name);
      expect(filled(main(page)), name).toBeLessThanOrEqual(1);
      expect(filled(sheet(page)), name).toBeLessThanOrEqual(1);
    }
  });

  test("of a patient or guest ends with a number to call, but for the call, the first page and a check that goes well", () => {
    for (const name of names.filter((each) => pictures[each]?.page === "visit")) {
      const page = draw(name);
      if (page.includes("patient call room") || name.includes("welcome") || WELL.has(name)) continue;
      expect(page, name).toContain('href="tel:5550142"');
    }
  });

  test("on the way to the waiting room has at most 60 words", () => {
    const way = `${words(draw("visit-welcome"))} ${words(draw("visit-check"))}`.match(/\w+/g) ?? [];
    expect(way.length, way.join(" ")).toBeLessThanOrEqual(60);
  });

  test("gives each button and link a name", () => {
    for (const name of names) expect(nameless(draw(name)), name).toEqual([]);
  });

  test("of a guest who is not in the visit shows no name but the guest's own and the clinic's", () => {
    for (const name of [
      "visit-guest-welcome",
      "visit-guest-knocked",
      "visit-guest-go-in",
      "visit-guest-over",
    ]) {
      expect(draw(name), name).not.toMatch(/Rosa|Lind|Marek/);
    }
  });

  test("of a summary marks the clinician's words with their language, and says so where the page speaks another", () => {
    const page = draw("visit-summary", "es");
    expect(page).toContain("Sus medicinas");
    expect(page).toMatch(/<span[^>]* lang="en"[^>]*>Furosemide 20 mg<\/span>/);
    expect(page).toContain("Dr. Lind lo escribió en inglés.");
    expect(draw("visit-summary")).not.toContain("wrote this in");
  });

  test("of a guest's summary shows the parts that are shared, and no word of the others", () => {
    const page = draw("visit-guest-summary");
    expect(page).toContain("Rosa shares this with you.");
    expect(page).toContain("Furosemide 20 mg");
    expect(page).not.toMatch(/ankles|kidney|coffee/);
  });

  test("of a summary that was a mistake holds no word of it, and the number to call", () => {
    const page = draw("visit-summary-mistake");
    expect(page).toContain("Do not follow it.");
    expect(page).not.toMatch(/Furosemide|ankles/);
  });

  test("of staff tells the clinic's times, and whose they are where this computer's clock shows others", () => {
    expect(draw("staff-visit-move-elsewhere")).toContain("India Standard Time");
    expect(draw("staff-visit-move")).not.toContain("All times are those of the clinic");
  });

  test("of a clinician whose patient is back at the door asks for nobody's yes", () => {
    const page = draw("staff-call-patient-at-door");
    expect(page).toContain("This visit is for Rosa");
    expect(page).not.toContain("agreed: join");
  });

  test("of a clinician at whose door stands one of a protected pair has no button to let them in", () => {
    const page = draw("staff-call-must-not-meet");
    expect(page).toContain("Marek must not meet Ana. Only staff see this.");
    expect(page).not.toMatch(/Let Marek in<|Not yet/);
  });

  test("of a clinician calls the room private only once every page has closed what it must", () => {
    expect(draw("staff-call-closing")).toContain("Closing the door…");
    expect(draw("staff-call-silent")).toContain("Not private yet: Rosa does not answer.");
    for (const name of ["staff-call-closing", "staff-call-silent"])
      expect(draw(name)).not.toContain("Private.");
    expect(draw("staff-call-held")).toContain("Private. Ana and Marek cannot see or hear.");
    expect(draw("staff-call-held")).toContain("Maria is in the room with Rosa.");
  });

  test("of a clinician lets nobody bring back whom the patient keeps out", () => {
    expect(draw("staff-call-private-by-patient")).not.toMatch(/Bring back/);
  });

  test("of a yes said aloud has the words to read, and nothing ticked", () => {
    const page = draw("staff-call-said-aloud");
    expect(page).toContain("May Ana, your daughter, join this visit, see you and hear you?");
    expect(page).not.toMatch(/<input[^>]* checked/);
  });

  test("of the desk has a way to say that a call was made, where nothing else would take the card away", () => {
    expect(count(draw("staff-board-every-trouble"), /aria-label="Done with/g)).toBe(9);
    expect(draw("staff-board")).not.toContain("Done with");
  });

  test("of a patient who has not said who they are shows no clinician", () => {
    expect(draw("visit-welcome")).not.toContain("Lind");
  });
});

const WELL = new Set(["visit-check", "visit-check-passed", "visit-check-ahead", "visit-guest-check"]);

function draw(name: string, language = "en"): string {
  const words = spoken.get(language);
  const picture = pictures[name];
  if (!words || !picture) throw new Error(`no picture ${name} in ${language}`);
  return renderToString(
    <WordsContext.Provider value={words}>{picture.draw(() => {})}</WordsContext.Provider>,
  );
}

const count = (page: string, what: RegExp): number => (page.match(what) ?? []).length;
const main = (page: string): string =>
  /<main[\s\S]*<\/main>/.exec(page)?.[0].replace(/<dialog[\s\S]*?<\/dialog>/g, "") ?? "";
const sheet = (page: string): string => /<dialog[\s\S]*?<\/dialog>/.exec(page)?.[0] ?? "";

/** A button that is neither outlined, underlined nor off. */
const filled = (part: string): number =>
  (part.match(/class="btn(?: [^"]*)?"/g) ?? []).filter((look) => !/quiet|bare|off/.test(look)).length;

function nameless(page: string): string[] {
  const controls = page.match(/<(button|a)\b[^>]*>[\s\S]*?<\/\1>/g) ?? [];
  return controls.filter((control) => !/aria-label="[^"]+"/.test(control) && text(control) === "");
}

/** What is seen: words apart, without those for ears only. */
const words = (html: string): string =>
  html
    .replace(/<p class="aloud[\s\S]*?<\/p>/g, "")
    .replace(/<\/?b>/g, "")
    .replace(/<[^>]*>/g, " ");

const text = (html: string): string => html.replace(/<[^>]*>/g, "").trim();
