import type { Words } from "../texts/words";

/** Who somebody can be to a patient; anything else is kept as it was typed. */
const RELATIONS: Readonly<Record<string, string>> = {
  daughter: "relation-daughter",
  son: "relation-son",
  partner: "relation-partner",
  wife: "relation-wife",
  husband: "relation-husband",
  mother: "relation-mother",
  father: "relation-father",
  sister: "relation-sister",
  brother: "relation-brother",
  grandchild: "relation-grandchild",
  friend: "relation-friend",
  neighbour: "relation-neighbour",
  aide: "relation-aide",
  relative: "relation-relative",
};

export function relationWord({ t }: Words, relation: string): string {
  const key = RELATIONS[relation];
  return key ? t(key) : relation;
}

export function relationChoices(words: Words): { id: string; name: string }[] {
  return Object.keys(RELATIONS).map((id) => ({ id, name: relationWord(words, id) }));
}

/** "Ana, daughter", as staff read it. */
export function nameAndRelation(words: Words, person: { name: string; relation?: string }): string {
  if (!person.relation) return person.name;
  const relation = relationWord(words, person.relation);
  return words.t("name-and-relation", { name: person.name, relation });
}
