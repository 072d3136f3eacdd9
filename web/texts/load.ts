/** Fetching catalogues: each page loads one language, and of it only its own files. */
import { PSEUDO } from "./pseudo";
import { type Catalogue, LANGUAGES, makeWords, type Words } from "./words";

/** Addresses of one page's files in all languages, by path, as `import.meta.glob` gives them. */
export type Catalogues = Readonly<Record<string, string>>;

const REMEMBERED = "beside.language";

/** The language asked for by address, chosen before on this device, or the device's own. */
export function chooseLanguage(): string {
  const asked = new URLSearchParams(location.search).get("lang");
  const wishes = [asked, remembered(), ...navigator.languages.map((tag) => tag.split("-")[0] ?? "")];
  return wishes.find((wish): wish is string => !!wish && (wish in LANGUAGES || wish === PSEUDO)) ?? "en";
}

export async function loadWords(language: string, catalogues: Catalogues): Promise<Words> {
  const folder = `/${language === PSEUDO ? "en" : language}/`;
  const own = Object.entries(catalogues).filter(([path]) => path.includes(folder));
  const texts = await Promise.all(own.map(([, address]) => fetchOne(address)));
  return makeWords(language, texts, import.meta.env.DEV);
}

async function fetchOne(address: string): Promise<Catalogue> {
  return (await fetch(address)).json();
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
