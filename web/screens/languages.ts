import { listLanguage, type Words } from "../texts/words";

/** ISO 639-5: every sign language. Browsers have no names for single ones. */
export const SIGNED = "sgn";

/** "Polish", as the reader's language calls it. */
export function languageName({ t, language }: Words, code: string): string {
  if (code === SIGNED) return t("sign-language");
  return new Intl.DisplayNames(listLanguage(language), { type: "language" }).of(code || "und") ?? code;
}
