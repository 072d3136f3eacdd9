/** Fetching catalogues: each page loads one language, and of it only its own files. */
import { PSEUDO } from "./pseudo";
import { LANGUAGES, makeWords, type Words } from "./words";

export type Catalogue = "shared" | "visit" | "staff" | "start";

const FILES = import.meta.glob<string>("./*/{shared,visit,staff,start}.ftl", {
  query: "?raw",
  import: "default",
});

const REMEMBERED = "beside.language";

/** The language asked for by address, chosen before on this device, or the device's own. */
export function chooseLanguage(): string {
  const asked = new URLSearchParams(location.search).get("lang");
  const wishes = [asked, remembered(), ...navigator.languages.map((tag) => tag.split("-")[0] ?? "")];
  return wishes.find((wish): wish is string => !!wish && (wish in LANGUAGES || wish === PSEUDO)) ?? "en";
}

export async function loadWords(language: string, catalogues: readonly Catalogue[]): Promise<Words> {
  const folder = language === PSEUDO ? "en" : language;
  const texts = await Promise.all(
    catalogues.map((name) => FILES[`./${folder}/${name}.ftl`]?.() ?? Promise.resolve("")),
  );
  return makeWords(language, texts, import.meta.env.DEV);
}

export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // A browser that stores nothing forgets the choice; the page works all the same.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}
