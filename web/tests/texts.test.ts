import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { FILES, keysOf, LANGUAGES, read, sourceFiles } from "./catalogues";

/** Words that nobody says on the phone to someone of 80. */
const NEVER =
  /\b(session|device|participant|admit|admitted|host|consent|token|expired|error|invalid|offline|permission|submit)\b/i;
const NEVER_IN_SPANISH =
  /\b(sesión|dispositivo|participante|anfitrión|consentimiento|token|caducado|error interno|inválido|sin conexión|permiso)\b/i;
/** Names only. */
const PRONOUNS = /\b(he|she|his|her|him|hers)\b/i;
const LONGEST_SENTENCE = 15;

describe("the words of the screens", () => {
  test.each(FILES)("%s says the same things in every language", (file) => {
    const english = keysOf(read("en", file));
    for (const language of LANGUAGES)
      expect(keysOf(read(language, file)).sort()).toEqual([...english].sort());
  });

  test("no key is said twice", () => {
    const keys = FILES.flatMap((file) => keysOf(read("en", file)));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test("every key is used", () => {
    const screens = [...sourceFiles("screens"), ...sourceFiles("sdk"), ...sourceFiles("texts")]
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const unused = FILES.filter((file) => file !== "mail.ftl")
      .flatMap((file) => keysOf(read("en", file)))
      .filter((key) => !screens.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });

  test.each([
    ["app/visit/main.tsx", ["shared", "visit"]],
    ["app/visit/InsidePart.tsx", ["shared", "visit", "inside"]],
    ["app/visit/AfterwardsPart.tsx", ["shared", "visit", "summary"]],
  ])("%s says nothing that it has not fetched", (main, catalogues) => {
    const there = new Set(catalogues.flatMap((name) => keysOf(read("en", `${name}.ftl`))));
    const all = ["visit", "inside", "summary"].flatMap((name) => keysOf(read("en", `${name}.ftl`)));
    const missing = all.filter((key) => !there.has(key));
    const source = importedBy(main)
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const keys = missing.filter((key) => key.includes("-") && source.includes(`"${key}"`));
    expect(keys).toEqual([]);
  });

  test.each(["shared.ftl", "visit.ftl", "inside.ftl", "summary.ftl"])(
    "patients and guests read no word of ours in %s",
    (file) => {
      expect(linesWith(read("en", file), NEVER)).toEqual([]);
      expect(linesWith(read("es", file), NEVER_IN_SPANISH)).toEqual([]);
    },
  );

  test("patients' and guests' mails hold none either", () => {
    if (!existsSync("texts/en/mail.ftl")) return;
    expect(linesWith(read("en", "mail.ftl"), NEVER)).toEqual([]);
    expect(linesWith(read("es", "mail.ftl"), NEVER_IN_SPANISH)).toEqual([]);
  });

  test.each(FILES)("%s calls people by name, never he or she", (file) => {
    expect(linesWith(read("en", file), PRONOUNS)).toEqual([]);
  });

  test.each(FILES)("%s promises no text message while there is none", (file) => {
    expect(linesWith(read("en", file), /\btext(s|ed)?\b|\bSMS\b/i)).toEqual([]);
    expect(linesWith(read("es", file), /\bSMS\b/i)).toEqual([]);
  });

  test.each(["visit.ftl", "inside.ftl", "summary.ftl"])(
    "a sentence for patients has at most 15 words in %s",
    (file) => {
      const long = sentences(read("en", file)).filter(
        (sentence) => sentence.split(/\s+/).length > LONGEST_SENTENCE,
      );
      expect(long).toEqual([]);
    },
  );
});

/** Values of messages only: keys and comments are for us. */
function values(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.replace(/^[a-z0-9-]+ = /, "").replace(/^\s*\*?\[[a-z0-9]+\] /, ""))
    .map((line) => line.replaceAll(/\{ \$[a-z]+ (->)?\s?\}?/gi, "Ana").replaceAll(/<\/?[a-z]+>/g, ""));
}

const linesWith = (text: string, word: RegExp): string[] => values(text).filter((line) => word.test(line));

const sentences = (text: string): string[] => values(text).flatMap((line) => line.split(/[.?!…:] ?/));

/** A file and all that comes with it; what is fetched later, and mere types, apart. */
function importedBy(main: string): string[] {
  const found = new Set([main]);
  for (const file of found) {
    for (const [, kind, name = ""] of readFileSync(file, "utf8").matchAll(IMPORTED)) {
      const path = join(dirname(file), name);
      const source = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(isFile);
      if (source && kind !== "type " && /\.tsx?$/.test(source)) found.add(source);
    }
  }
  return [...found];
}

const IMPORTED = /^(?:import|export|\}) (type )?[^;"]*?(?:from )?"(\.[^"]+)"/gm;
const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
