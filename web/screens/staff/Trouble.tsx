import { useWords } from "../../texts/words";
import { Brand } from "../components/Brand";
import { Button } from "../components/Button";
import { FreeSeat } from "../components/Seat";
import { useAround } from "./Frame";
import type { StaffTrouble } from "./state";

const WORDS: Record<StaffTrouble["what"], { title: string; sentence: string; button: string }> = {
  no_internet: { title: "staff-no-internet", sentence: "staff-no-internet-words", button: "try-again" },
  broke: { title: "staff-broke", sentence: "staff-broke-words", button: "try-again" },
  elsewhere: { title: "staff-elsewhere", sentence: "staff-elsewhere-words", button: "use-this-one" },
  not_allowed: { title: "staff-not-allowed", sentence: "staff-not-allowed-words", button: "back-to-today" },
  gone: { title: "staff-gone", sentence: "staff-gone-words", button: "back-to-today" },
};

/** What happened, what still works, one button. */
export function TroubleScreen({ screen }: { screen: StaffTrouble }) {
  const { t } = useWords();
  const { act } = useAround();
  const { title, sentence, button } = WORDS[screen.what];
  const press = () => {
    if (screen.what === "elsewhere") act({ kind: "use_this_one" });
    else if (button === "back-to-today") act({ kind: "go", path: "/staff" });
    else act({ kind: "try_again" });
  };
  return (
    <div class="page staff">
      <main>
        <Brand name="Beside" />
        <section class="card stack mid narrow">
          <FreeSeat width="3.5rem" />
          <h1 tabIndex={-1}>{t(title)}</h1>
          <p>{t(sentence)}</p>
          <Button onPress={press}>{t(button)}</Button>
        </section>
      </main>
    </div>
  );
}

export function LoadingScreen() {
  const { t } = useWords();
  return (
    <div class="page staff">
      <main>
        <Brand name="Beside" />
        <section class="card stack mid narrow" role="status">
          <FreeSeat width="3.5rem" />
          <h1 tabIndex={-1}>{t("one-moment")}</h1>
        </section>
      </main>
    </div>
  );
}
