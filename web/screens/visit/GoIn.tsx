import { useWords } from "../../texts/words";
import { Aloud } from "../components/Aloud";
import { Button } from "../components/Button";
import { Seat } from "../components/Seat";
import { QuietPage, useAround } from "./Page";
import type { GoIn } from "./state";

/** Let in. One tap, so that the browser lets sound play. */
export function GoInScreen({ screen }: { screen: GoIn }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const title = screen.clinician
    ? t("go-in-patient", { clinician: screen.clinician.name })
    : t("go-in-guest");
  return (
    <QuietPage>
      <div class="pair push">
        <Seat person={screen.clinician ?? screen.me} width="9.5rem" />
      </div>
      <div class="stack mid">
        <h1 tabIndex={-1}>{title}</h1>
        <Aloud text={title} />
      </div>
      <div class="push">
        <Button wide busy={busy === "go_in"} onPress={() => act({ kind: "go_in" })}>
          {t("go-in")}
        </Button>
      </div>
    </QuietPage>
  );
}
