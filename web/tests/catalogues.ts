import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";
import { type Catalogue, makeWords, type Words } from "../texts/words";

export const LANGUAGES = ["en", "es"];
export const FILES = readdirSync("texts/en");

export const read = (language: string, file: string): string =>
  readFileSync(`texts/${language}/${file}`, "utf8");

/** Message keys of one file, in order. */
export const keysOf = (text: string): string[] => new FluentResource(text).body.map((message) => message.id);

const parsed = (text: string): Catalogue =>
  Object.fromEntries(new FluentResource(text).body.map(({ id, value }) => [id, value]));

/** All pages' words of one language; throws on an unknown key or a missing value. */
export function allWords(language: string): Words {
  return makeWords(
    language,
    FILES.filter((file) => file !== "mail.ftl").map((file) =>
      parsed(read(language === "x-mirror" ? "en" : language, file)),
    ),
    true,
  );
}

export function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}
