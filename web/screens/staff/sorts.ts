import type { Words } from "../../texts/words";
import type { VisitKind } from "./state";

const SORTS: Record<VisitKind, string> = {
  new: "sort-new",
  followup: "sort-followup",
  urgent: "sort-urgent",
};

export const sortWord = ({ t }: Words, sort: VisitKind): string => t(SORTS[sort]);

export const sortChoices = (words: Words): { id: VisitKind; name: string }[] =>
  (Object.keys(SORTS) as VisitKind[]).map((id) => ({ id, name: sortWord(words, id) }));
