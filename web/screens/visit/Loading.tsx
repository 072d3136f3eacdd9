import { useWords } from "../../texts/words";
import { FreeSeat } from "../components/Seat";
import { QuietPage } from "./Page";
import type { Loading } from "./state";

/** Nothing is known yet; after 8 s the page says why. */
export function LoadingScreen({ screen }: { screen: Loading }) {
  const { t } = useWords();
  return (
    <QuietPage>
      <div class="pair push">
        <FreeSeat width="6rem" />
      </div>
      <div class="stack tight mid" role="status">
        <h1 tabIndex={-1}>{t("one-moment")}</h1>
        {screen.slow && <p>{t("loading-slow")}</p>}
      </div>
      <div class="push" />
    </QuietPage>
  );
}
