import { useWords } from "../../texts/words";
import { Box } from "../components/Choice";
import type { Scopes } from "./consent-state";
import { Reads } from "./Reads";

/** What is being chosen: reading is asked for, and chosen by nobody beforehand. */
export type Choosing = Omit<Scopes, "reads"> & { reads: Scopes["reads"] | null };

export const NOTHING_CHOSEN: Choosing = { join: true, chat: false, files: false, reads: null };

export const isChosen = (choosing: Choosing): choosing is Scopes => choosing.reads !== null;

interface Props {
  name: string;
  chosen: Choosing;
  onChoose: (chosen: Choosing) => void;
  /** Of a yes that was given: whether it opens the visit may be changed, too. */
  withJoin?: boolean;
}

/** What else somebody may, one box each. Messages and files need the visit, and fall with it. */
export function ScopesFields({ name, chosen, onChoose, withJoin }: Props) {
  const { t } = useWords();
  const tick = (news: Partial<Choosing>) => onChoose({ ...chosen, ...news });
  return (
    <>
      <fieldset>
        <legend class={withJoin ? "" : "small soft"}>
          {withJoin
            ? t("scopes-may", { name })
            : name
              ? t("scopes-also", { name })
              : t("scopes-also-nameless")}
        </legend>
        {withJoin && (
          <Box
            checked={chosen.join}
            onCheck={(join) => tick(join ? { join } : { join, chat: false, files: false })}
          >
            {t("may-join")}
          </Box>
        )}
        {chosen.join && (
          <>
            <Box checked={chosen.chat} onCheck={(chat) => tick({ chat })}>
              {t("may-chat")}
            </Box>
            <Box checked={chosen.files} onCheck={(files) => tick({ files })}>
              {t("may-files")}
            </Box>
          </>
        )}
      </fieldset>
      <Reads name={name} chosen={chosen.reads} onChoose={(reads) => tick({ reads })} />
    </>
  );
}

/** The same, as facts: one line each. */
export function ScopesFacts({ scopes }: { scopes: Scopes }) {
  const { t } = useWords();
  const facts = [
    !scopes.join && "fact-not-in-the-visit",
    scopes.join && (scopes.chat ? "fact-chat" : "fact-no-chat"),
    scopes.join && (scopes.files ? "fact-files" : "fact-no-files"),
    READS_FACT[scopes.reads],
  ].filter((key) => key !== false);
  return (
    <ul class="small soft facts">
      {facts.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  );
}

const READS_FACT: Record<Scopes["reads"], string> = {
  everything: "reads-fact-everything",
  actions: "reads-fact-actions",
  nothing: "reads-fact-nothing",
};
