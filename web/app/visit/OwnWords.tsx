import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Catalogues, loadWords } from "../../texts/load";
import { joined, useWords, type Words, WordsContext } from "../../texts/words";

interface Props {
  catalogues: Catalogues;
  /** Words that came with the part, so that it is drawn at once. */
  known?: Words | undefined;
  children: ComponentChildren;
}

/**
 * A part of the page that was fetched later, with words of its own beside the page's. Nothing of it is drawn before they
 * are there; while another language is fetched, what stands on the screen stays.
 */
export function OwnWords({ catalogues, known, children }: Props) {
  const page = useWords();
  const [own, setOwn] = useState<Words | null>(known ?? null);
  const isRight = own?.language === page.language;
  useEffect(() => {
    if (isRight) return;
    let wanted = true;
    void loadWords(page.language, catalogues).then((loaded) => wanted && setOwn(loaded));
    return () => {
      wanted = false;
    };
  }, [page.language, catalogues, isRight]);
  return own && <WordsContext.Provider value={joined(page, own)}>{children}</WordsContext.Provider>;
}
