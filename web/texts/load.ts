/** Fetching catalogues: each page loads one language, and of it only its own files. */
import { PSEUDO } from "./pseudo";
import { type Catalogue, LANGUAGES, makeWords, type Words } from "./words";

/** Addresses of one page's files in all languages, by path, as `import.meta.glob` gives them. */
export type Catalogues = Readonly<Record<string, string>>;

const REMEMBERED = "beside.language";
const FALLBACK = "en";

/** The language asked for by address, or chosen on this page before. `page` sets pages of one browser apart. */
export function chosenLanguage(page: string): string | undefined {
  const asked = new URLSearchParams(location.search).get("lang");
  return [asked, remembered(page)].find(isSpoken);
}

/** The language that a person is known to read, else the device's own. */
export function likelyLanguage(known: string | undefined): string {
  const own = navigator.languages.map((tag) => tag.split("-")[0]);
  return [known, ...own].find(isSpoken) ?? FALLBACK;
}

const isSpoken = (wish: string | null | undefined): wish is string =>
  !!wish && (wish in LANGUAGES || wish === PSEUDO);

export async function loadWords(language: string, catalogues: Catalogues): Promise<Words> {
  const folder = `/${language === PSEUDO ? "en" : language}/`;
  const own = Object.entries(catalogues).filter(([path]) => path.includes(folder));
  const texts = await Promise.all(own.map(([, address]) => fetchOne(address)));
  return makeWords(language, texts, import.meta.env.DEV);
}

async function fetchOne(address: string): Promise<Catalogue> {
  return (await fetch(address)).json();
}

export function rememberLanguage(page: string, language: string): void {
  try {
    localStorage.setItem(`${REMEMBERED}.${page}`, language);
  } catch {
    // A browser that stores nothing forgets the choice; the page works all the same.
  }
}

function remembered(page: string): string | null {
  try {
    return localStorage.getItem(`${REMEMBERED}.${page}`);
  } catch {
    return null;
  }
}
