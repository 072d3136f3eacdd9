/** A summary's parts as notes sends them, and how they are called. */
import type { Gets, Medicine, OwnSummary, SectionName } from "../../generated/notes";
import { PSEUDO } from "../../texts/pseudo";
import type { Words } from "../../texts/words";
import type { IconName } from "../components/Icon";
import type { PillLook } from "../components/Pill";

export type Section = OwnSummary["sections"][number];

/** Headings as the patient reads them, and as somebody else does. */
const TITLES: Record<SectionName, { own: string; other: string }> = {
  main_message: { own: "section-main-message", other: "section-main-message" },
  decisions: { own: "section-decisions", other: "section-decisions" },
  actions: { own: "section-actions", other: "section-actions" },
  medicines: { own: "section-your-medicines", other: "section-medicines" },
  tests: { own: "section-tests", other: "section-tests" },
  help: { own: "section-help", other: "section-help" },
  questions: { own: "section-your-questions", other: "section-questions" },
  next_appointment: { own: "section-next-appointment", other: "section-next-appointment" },
};

export const sectionTitle = ({ t }: Words, name: SectionName, isOwn: boolean): string =>
  t(TITLES[name][isOwn ? "own" : "other"]);

export const MEDICINE_CHANGES: Record<Medicine["change"], { key: string; look: PillLook; icon: IconName }> = {
  start: { key: "medicine-start", look: "good", icon: "plus" },
  stop: { key: "medicine-stop", look: "stop", icon: "away" },
  change: { key: "medicine-change", look: "sun", icon: "turn" },
  keep: { key: "medicine-keep", look: "plain", icon: "tick" },
};

export const GETS: Record<Gets, string> = {
  whole: "gets-whole",
  everything: "gets-everything",
  actions: "gets-actions",
  nothing: "gets-nothing",
};

/** "What to do, Medicines", as the language joins words. */
export function sectionList(words: Words, names: readonly SectionName[], isOwn: boolean): string {
  const titles = names.map((name) => sectionTitle(words, name, isOwn));
  return new Intl.ListFormat(localeOf(words), { type: "conjunction" }).format(titles);
}

/** A language as the reader calls it. */
export function languageName(words: Words, code: string): string {
  return new Intl.DisplayNames([localeOf(words)], { type: "language" }).of(code) ?? code;
}

const localeOf = ({ language }: Words): string => (language === PSEUDO ? "en" : language);

const NUMBER = /\+?\d[\d ()./-]{1,}\d/;

/** The number in "Northfield Clinic, 555 0142", as it is written. */
export const numberIn = (text: string): string | undefined => NUMBER.exec(text)?.[0];
