import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Choice } from "../components/Choice";
import { Note } from "../components/Note";
import { Sheet } from "../components/Sheet";
import { useAround } from "./Frame";
import type { Modality, Outcome, StaffCall } from "./state";

const OUTCOMES: Record<Outcome, string> = {
  completed: "outcome-completed",
  broken_off: "outcome-broken-off",
  did_not_take_place: "outcome-did-not-take-place",
};

const MODALITIES: Record<Modality, string> = {
  video: "modality-video",
  sound: "modality-sound",
  phone: "modality-phone",
};

/** End it knowingly. Nothing else ends a visit. */
export function FinishSheet({ screen, onClose }: { screen: StaffCall; onClose: () => void }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [modality, setModality] = useState<Modality>(screen.modality);
  const patient = screen.patient.name;
  const gone = screen.patientGone !== undefined || screen.patientNotHere === true;
  const finish = () => outcome && act({ kind: "finish", visitId: screen.visitId, outcome, modality });
  return (
    <Sheet title={t("finish-title", { patient })} room onClose={onClose}>
      {gone && (
        <Note look="sun" icon="turn">
          {t("finish-anyway", { patient })}
        </Note>
      )}
      <p>{t("finish-words")}</p>
      <fieldset>
        <legend>{t("finish-outcome")}</legend>
        {(Object.keys(OUTCOMES) as Outcome[]).map((each) => (
          <Choice key={each} name="outcome" checked={outcome === each} onChoose={() => setOutcome(each)}>
            {t(OUTCOMES[each])}
          </Choice>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t("finish-modality")}</legend>
        {(Object.keys(MODALITIES) as Modality[]).map((each) => (
          <Choice key={each} name="modality" checked={modality === each} onChoose={() => setModality(each)}>
            {t(MODALITIES[each])}
          </Choice>
        ))}
      </fieldset>
      <div class="stack tight">
        <Button wide off={outcome === null} about="finish-choose" busy={busy === "finish"} onPress={finish}>
          {t("finish-the-visit")}
        </Button>
        {outcome === null && (
          <p id="finish-choose" class="soft small">
            {t("finish-choose")}
          </p>
        )}
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </div>
    </Sheet>
  );
}
