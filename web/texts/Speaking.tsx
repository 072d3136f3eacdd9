import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Catalogues, chooseLanguage, loadWords, rememberLanguage } from "./load";
import { type Words, WordsContext } from "./words";

interface Props {
  catalogues: Catalogues;
  children: (changeLanguage: (language: string) => void) => ComponentChildren;
}

/** Gives a page its words, and lets the person change the language. Nothing is drawn before the words are there. */
export function Speaking({ catalogues, children }: Props) {
  const [language, setLanguage] = useState(chooseLanguage);
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
    rememberLanguage(next);
    setLanguage(next);
  };
  return words && <WordsContext.Provider value={words}>{children(change)}</WordsContext.Provider>;
}
