import { listLanguage, type Words } from "../../texts/words";
import { languageName, SIGNED } from "../languages";

/** Languages that people interpret, by their BCP 47 tag; the list is the clinic's wish, not the pages' own languages. */
const INTERPRETED = [
  "ar",
  "bn",
  "de",
  "es",
  "fa",
  "fr",
  "hi",
  "it",
  "pl",
  "ps",
  "pt",
  "ro",
  "ru",
  "so",
  "sq",
  "ti",
  "tr",
  "uk",
  "ur",
  "vi",
  "zh",
] as const;

export function languageChoices(words: Words): { id: string; name: string }[] {
  const names = [...INTERPRETED, SIGNED].map((id) => ({ id, name: languageName(words, id) }));
  return names.sort((one, other) => one.name.localeCompare(other.name, listLanguage(words.language)));
}
