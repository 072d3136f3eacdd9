import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Choice } from "../components/Choice";
import { Field } from "../components/Field";
import { Note } from "../components/Note";
import { Sheet } from "../components/Sheet";
import { clockWords, useAround } from "./Frame";
import { problemWords } from "./Schedule";
import type { Absent, VisitDetail } from "./state";

interface Props {
  screen: VisitDetail;
  onClose: () => void;
}

/** A new time; everyone whose link lives is told. */
export function MoveSheet({ screen, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { act, busy, clock } = useAround();
  const refused = screen.refusedMove;
  const [date, setDate] = useState((refused ?? screen.wall).date);
  const [time, setTime] = useState((refused ?? screen.wall).time);
  const whose = clockWords(words, clock);
  const move = (event: Event) => {
    event.preventDefault();
    act({ kind: "move", visitId: screen.visitId, date, time });
    onClose();
  };
  const isStillSo = refused?.date === date && refused.time === time;
  const allTheSame = () => {
    act({ kind: "move", visitId: screen.visitId, date, time, doubleBook: true });
    onClose();
  };
  return (
    <Sheet title={t("move-title", { patient: screen.patient })} onClose={onClose}>
      <form class="stack" onSubmit={move}>
        <Field label={t("field-day")} type="date" value={date} onValue={setDate} required />
        <Field label={t("field-time")} type="time" value={time} onValue={setTime} required />
        {whose && <p class="small">{whose}</p>}
        {refused && isStillSo && (
          <Note look="stop" icon="warning" live>
            {problemWords(words, refused.problem)}
          </Note>
        )}
        <p class="soft">{t("move-words")}</p>
        <Button wide submit busy={busy === "move"}>
          {t("move-do")}
        </Button>
        {isStillSo && refused?.problem.what === "clash" && (
          <Button wide look="quiet" onPress={allTheSame}>
            {t("move-all-the-same")}
          </Button>
        )}
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </form>
    </Sheet>
  );
}

export function CancelSheet({ screen, onClose }: Props) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [reason, setReason] = useState("");
  const cancel = (event: Event) => {
    event.preventDefault();
    act({ kind: "cancel", visitId: screen.visitId, reason: reason.trim() });
    onClose();
  };
  return (
    <Sheet title={t("cancel-title", { patient: screen.patient })} onClose={onClose}>
      <form class="stack" onSubmit={cancel}>
        <p>{t("cancel-words")}</p>
        <Field
          label={t("cancel-reason")}
          hint={t("cancel-reason-hint")}
          value={reason}
          onValue={setReason}
          required
        />
        <Button wide submit look="stop" busy={busy === "cancel"}>
          {t("cancel-visit")}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("keep-visit")}
        </Button>
      </form>
    </Sheet>
  );
}

export function NewLinkSheet({ screen, personId, onClose }: Props & { personId: string }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const link = screen.links.find(({ person }) => person.id === personId);
  if (!link) return null;
  const send = () => {
    act({ kind: "send_new_link", visitId: screen.visitId, personId });
    onClose();
  };
  return (
    <Sheet title={t("new-link-for", { name: link.person.name })} onClose={onClose}>
      <p>{t("new-link-stops", { contact: link.contact ?? "" })}</p>
      <div class="stack tight">
        <Button wide busy={busy === "send_new_link"} onPress={send}>
          {t("send-a-new-link")}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("not-now")}
        </Button>
      </div>
    </Sheet>
  );
}

const ABSENT: Record<Absent, string> = {
  patient: "absent-patient",
  clinician: "absent-clinician",
  both: "absent-both",
  missed_each_other: "absent-missed",
};

/** Who was absent decides what the patient reads. */
export function NoShowSheet({ screen, onClose }: Props) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [absent, setAbsent] = useState<Absent>("patient");
  const names = { patient: screen.patient, clinician: screen.clinician };
  const confirm = () => {
    act({ kind: "no_show", visitId: screen.visitId, absent });
    onClose();
  };
  return (
    <Sheet title={t("no-show-title", names)} onClose={onClose}>
      <fieldset>
        <legend>{t("no-show-who")}</legend>
        {(Object.keys(ABSENT) as Absent[]).map((each) => (
          <Choice key={each} name="absent" checked={absent === each} onChoose={() => setAbsent(each)}>
            {t(ABSENT[each], names)}
          </Choice>
        ))}
      </fieldset>
      <p>{t(absent === "clinician" ? "no-show-words-clinician" : "no-show-words", names)}</p>
      <div class="stack tight">
        <Button wide busy={busy === "no_show"} onPress={confirm}>
          {t("no-show-do")}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </div>
    </Sheet>
  );
}
