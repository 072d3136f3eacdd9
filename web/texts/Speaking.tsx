import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Catalogues, chosenLanguage, likelyLanguage, loadWords, rememberLanguage } from "./load";
import { type Words, WordsContext } from "./words";

interface Props {
  catalogues: Catalogues;
  /** Where the person's own choice is kept. */
  page: string;
  /** The language that this person reads, once it is known. A choice on this page counts for more. */
  known?: string | undefined;
  children: (changeLanguage: (language: string) => void) => ComponentChildren;
}

/**
 * Gives a page its words, and lets the person change the language.
 *
 * Nothing is drawn before the words are there: nobody sees a page first in a language that is not theirs.
 */
export function Speaking({ catalogues, page, known, children }: Props) {
  const [chosen, setChosen] = useState(() => chosenLanguage(page));
  const language = chosen ?? likelyLanguage(known);
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadWords(language, catalogues).then((loaded) => {
      if (!wanted) return;
      document.documentElement.lang = loaded.language;
      document.documentElement.dir = loaded.direction;
      setWords(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [language, catalogues]);
  const change = (next: string) => {
    rememberLanguage(page, next);
    setChosen(next);
  };
  const isRight = words?.language === language || chosen !== undefined;
  return words && isRight && <WordsContext.Provider value={words}>{children(change)}</WordsContext.Provider>;
}
