import { useWords } from "../../texts/words";
import { FreeSeat } from "../components/Seat";
import { QuietPage } from "./Page";

/** The page went to the wrong person. It shows nothing more. */
export function NotMeScreen() {
  const { t } = useWords();
  return (
    <QuietPage>
      <div class="pair push">
        <FreeSeat width="6rem" />
      </div>
      <div class="stack tight mid">
        <h1 tabIndex={-1}>{t("not-me-title")}</h1>
        <p>{t("not-me-words")}</p>
      </div>
      <div class="push" />
    </QuietPage>
  );
}
