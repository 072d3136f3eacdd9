import { listLanguage, type Words } from "../../texts/words";
import { languageName } from "../languages";
import type { Person, SummaryScope } from "../people";

import type { Agreed } from "./state";

const READS: Record<SummaryScope, string | undefined> = {
  everything: "scope-summary",
  actions: "scope-part-of-summary",
  nothing: undefined,
};

/** What the patient agreed to, in one look: "join, messages, summary". */
export function scopesWords({ t, language }: Words, { chat, files, reads }: Agreed): string {
  const summary = READS[reads];
  const keys = ["scope-join", chat && "scope-messages", files && "scope-files", summary];
  const names = keys.flatMap((key) => (key ? [t(key)] : []));
  return new Intl.ListFormat(listLanguage(language), { type: "unit" }).format(names);
}

/** "Rosa agreed: join, messages, summary", and how the yes came where nobody tapped it. */
export function agreedWords(words: Words, agreed: Agreed, patient: string): string {
  const what = scopesWords(words, agreed);
  if (agreed.basis === "emergency") return words.t("agreed-emergency", { what });
  return words.t(agreed.basis === "said_aloud" ? "agreed-aloud" : "agreed-to", { patient, what });
}

const ROLES: Partial<Record<Person["role"], string>> = {
  patient: "role-patient",
  clinician: "role-clinician",
  interpreter: "role-interpreter",
  observer: "role-observer",
};

/** What somebody does here who is no guest: "interprets Polish". */
export function roleWords(words: Words, person: Person, language?: string): string | undefined {
  const { t } = words;
  if (person.role === "interpreter" && language) {
    return t("interprets", { language: languageName(words, language) });
  }
  const key = ROLES[person.role];
  return key && t(key);
}
