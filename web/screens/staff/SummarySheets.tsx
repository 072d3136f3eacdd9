import { useId, useState } from "preact/hooks";
import type { Mistake } from "../../generated/notes";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Choice } from "../components/Choice";
import { Sheet } from "../components/Sheet";
import { Sections } from "../summary/Sections";
import { useAround } from "./Frame";
import type { SummaryEditor } from "./summary-state";

export type EditorSheet = { amend: number } | { inError: number } | { waive: number };

interface Props {
  screen: SummaryEditor;
  sheet: EditorSheet | null;
  onClose: () => void;
}

/** What asks before it is done, and the summary as somebody reads it. */
export function SummarySheets({ screen, sheet, onClose }: Props) {
  if (screen.preview) return <Preview preview={screen.preview} language={screen.language} />;
  if (!sheet) return null;
  if ("amend" in sheet) return <AmendSheet number={sheet.amend} screen={screen} onClose={onClose} />;
  if ("inError" in sheet) return <MistakeSheet number={sheet.inError} onClose={onClose} />;
  return <WaiveSheet number={sheet.waive} screen={screen} onClose={onClose} />;
}

function Preview({
  preview,
  language,
}: {
  preview: NonNullable<SummaryEditor["preview"]>;
  language: string;
}) {
  const { t } = useWords();
  const { act } = useAround();
  const close = () => act({ kind: "close_preview" });
  return (
    <Sheet title={t("as-name-sees-it", { name: preview.name })} onClose={close}>
      {preview.sections.length === 0 && <p>{t("preview-nothing", { name: preview.name })}</p>}
      <Sections sections={preview.sections} language={language} isOwn={preview.isPatient} />
      <Button wide look="bare" onPress={close}>
        {t("close")}
      </Button>
    </Sheet>
  );
}

interface SheetProps {
  number: number;
  onClose: () => void;
}

function AmendSheet({ number, screen, onClose }: SheetProps & { screen: SummaryEditor }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const isSigned = screen.present?.state === "signed";
  const amend = (reason: string) => {
    act({ kind: "amend", number, reason });
    onClose();
  };
  return (
    <Sheet title={t(isSigned ? "correct-it" : "write-after-all")} onClose={onClose}>
      <ReasonForm
        label={isSigned ? "amend-reason" : "write-reason"}
        hint={isSigned ? t("amend-words", { patient: screen.patient }) : undefined}
        go="amend-do"
        isBusy={busy === "amend"}
        onReason={amend}
        onClose={onClose}
      />
    </Sheet>
  );
}

function MistakeSheet({ number, onClose }: SheetProps) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [mistake, setMistake] = useState<Mistake | null>(null);
  const mark = (reason: string) => {
    if (!mistake) return;
    act({ kind: "enter_in_error", number, mistake, reason });
    onClose();
  };
  return (
    <Sheet title={t("was-a-mistake")} onClose={onClose}>
      <p>{t("mistake-words")}</p>
      <fieldset>
        <legend>{t("mistake-which")}</legend>
        <Choice name="mistake" checked={mistake === "wrong_words"} onChoose={() => setMistake("wrong_words")}>
          {t("mistake-wrong-words")}
        </Choice>
        <Choice
          name="mistake"
          checked={mistake === "wrong_person"}
          onChoose={() => setMistake("wrong_person")}
        >
          {t("mistake-wrong-person")}
        </Choice>
      </fieldset>
      <ReasonForm
        label="mistake-reason"
        hint={t("cancel-reason-hint")}
        go="mistake-do"
        isOff={mistake === null}
        isBusy={busy === "enter_in_error"}
        onReason={mark}
        onClose={onClose}
      />
    </Sheet>
  );
}

function WaiveSheet({ number, screen, onClose }: SheetProps & { screen: SummaryEditor }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const corrects = screen.draft?.reason !== undefined;
  const waive = (reason: string) => {
    act({ kind: "waive", number, reason });
    onClose();
  };
  return (
    <Sheet title={t(corrects ? "no-correction" : "no-summary")} onClose={onClose}>
      {!corrects && <p>{t("waive-words", { patient: screen.patient })}</p>}
      <ReasonForm
        label="cancel-reason"
        hint={t("cancel-reason-hint")}
        go="waive-do"
        isBusy={busy === "waive"}
        onReason={waive}
        onClose={onClose}
      />
    </Sheet>
  );
}

interface ReasonProps {
  label: string;
  hint: string | undefined;
  go: string;
  isOff?: boolean;
  isBusy: boolean;
  onReason: (reason: string) => void;
  onClose: () => void;
}

const LONGEST_REASON = 500;

function ReasonForm({ label, hint, go, isOff = false, isBusy, onReason, onClose }: ReasonProps) {
  const { t } = useWords();
  const id = useId();
  const [reason, setReason] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    if (reason.trim() && !isOff) onReason(reason.trim());
  };
  return (
    <form class="stack" onSubmit={send}>
      <div class="stack tight">
        <label for={id}>
          <b>{t(label)}</b>
        </label>
        <textarea
          id={id}
          class="field"
          rows={3}
          required
          maxLength={LONGEST_REASON}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        {hint && (
          <p id={`${id}-hint`} class="small soft">
            {hint}
          </p>
        )}
      </div>
      <div class="stack tight">
        <Button wide submit off={isOff || !reason.trim()} busy={isBusy}>
          {t(go)}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </div>
    </form>
  );
}
