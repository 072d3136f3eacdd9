/** What a section says, apart from rows that are still empty. Pure. */
import type { Section } from "../../../screens/summary/words";
import type { Held } from "./autosave";

/** Without the rows into which nobody has typed yet. */
export function pruned(section: Section): Section {
  switch (section.section) {
    case "main_message":
    case "next_appointment":
      return section;
    case "help":
      return { ...section, signs: section.signs.filter((sign) => sign.trim()) };
    case "medicines":
      return { ...section, items: section.items.filter(({ name, how, why }) => says([name, how, why])) };
    case "actions":
      return { ...section, items: section.items.filter((item) => says(Object.values(item))) };
    case "decisions":
      return { ...section, items: section.items.filter((item) => says(Object.values(item))) };
    case "tests":
      return { ...section, items: section.items.filter((item) => says(Object.values(item))) };
    case "questions":
      return { ...section, items: section.items.filter((item) => says(Object.values(item))) };
  }
}

const says = (words: readonly string[]): boolean => words.some((each) => each.trim() !== "");

export const isSame = (one: Held, other: Held): boolean =>
  one.patientOnly === other.patientOnly && inOrder(pruned(one.content)) === inOrder(pruned(other.content));

/** As text, with members in one order, whoever wrote it. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => one.localeCompare(other)))
      : each,
  );
}
