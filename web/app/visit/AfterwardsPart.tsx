import "../../styles/summary.css";
import { useEffect, useState } from "preact/hooks";
import { Afterwards } from "../../screens/visit/Afterwards";
import type { AfterwardsProps } from "../../screens/visit/afterwards";
import { loadWords } from "../../texts/load";
import { joined, useWords, type Words, WordsContext } from "../../texts/words";

const CATALOGUES = import.meta.glob<string>("../../texts/*/summary.ftl", { import: "default", eager: true });

/** What comes after a visit, with words of its own beside the page's. Nothing is drawn before they are there. */
export function AfterwardsPart(props: AfterwardsProps) {
  const page = useWords();
  const [own, setOwn] = useState<Words | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadWords(page.language, CATALOGUES).then((loaded) => wanted && setOwn(loaded));
    return () => {
      wanted = false;
    };
  }, [page.language]);
  if (own?.language !== page.language) return null;
  return (
    <WordsContext.Provider value={joined(page, own)}>
      <Afterwards {...props} />
    </WordsContext.Provider>
  );
}
