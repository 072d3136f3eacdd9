import { useState } from "preact/hooks";
import { LANGUAGES, useWords } from "../../texts/words";
import { Button } from "./Button";
import { Sheet } from "./Sheet";

/** The language of the page, by its own name, and the others one tap away. */
export function Language({ onChange }: { onChange: (language: string) => void }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const own = LANGUAGES[language] ?? LANGUAGES.en ?? "";
  const choose = (next: string) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <>
      <Button
        look="quiet"
        icon="globe"
        end
        label={t("language-change", { language: own })}
        onPress={() => setOpen(true)}
      >
        {own}
      </Button>
      {open && (
        <Sheet title={t("language-title")} onClose={() => setOpen(false)}>
          <div class="stack tight">
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <button
                key={code}
                type="button"
                lang={code}
                class="btn quiet wide"
                onClick={() => choose(code)}
              >
                {name}
              </button>
            ))}
            <Button look="bare" wide onPress={() => setOpen(false)}>
              {t("close")}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
}
