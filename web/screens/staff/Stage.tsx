import { telephone } from "../../texts/Said";
import { listLanguage, time, useWords, type Words } from "../../texts/words";
import { Button, LinkButton } from "../components/Button";
import { DockButton } from "../components/DockButton";
import { Note } from "../components/Note";
import { Tile } from "../components/Tile";
import { useAround } from "./Frame";
import { calledIn } from "./people-of-call";
import type { Privacy, StaffCall } from "./state";

interface Props {
  screen: StaffCall;
  /** Whether the messages are open. */
  messages: boolean;
  onMessages: () => void;
}

/** The patient's picture under the camera, what must be known now over it, and the buttons of the call below. */
export function Stage({ screen, messages, onMessages }: Props) {
  const lost = screen.connection === "lost" || screen.patientGone;
  const patient = lost ? { ...screen.patient, state: "coming_back" as const } : screen.patient;
  return (
    <div class="mid-col">
      <div class="stage">
        <div class="over-picture">
          <OverPicture screen={screen} />
        </div>
        <Tile person={patient} name={screen.called} lead />
      </div>
      <Dock screen={screen} messages={messages} onMessages={onMessages} />
    </div>
  );
}

function Dock({ screen, messages, onMessages }: Props) {
  const { t } = useWords();
  const { act } = useAround();
  const { chat, privacy } = screen;
  const mine = privacy?.room?.mine === true;
  return (
    <nav class="dock" aria-label={t("call-controls")}>
      <DockButton
        icon={screen.muted ? "muted" : "microphone"}
        on={screen.muted}
        onPress={() => act({ kind: "mute", on: !screen.muted })}
      >
        {t(screen.muted ? "call-unmute" : "call-mute")}
      </DockButton>
      <DockButton
        icon={screen.cameraOn ? "camera" : "cameraOff"}
        on={!screen.cameraOn}
        onPress={() => act({ kind: "camera", on: !screen.cameraOn })}
      >
        {t(screen.cameraOn ? "call-camera" : "call-camera-on")}
      </DockButton>
      {chat && (
        <DockButton icon="message" on={messages} pressed={messages} onPress={onMessages}>
          {chat.unread > 0 && !messages ? t("chat-unread", { count: chat.unread }) : t("chat-title")}
        </DockButton>
      )}
      <DockButton
        icon="lock"
        on={mine}
        onPress={() => act({ kind: mine ? "bring_everyone_back" : "make_private" })}
      >
        {t(mine ? "end-private" : "make-private")}
      </DockButton>
    </nav>
  );
}

/** What the clinician must know now, over the picture and under the camera. */
function OverPicture({ screen }: { screen: StaffCall }) {
  const { t } = useWords();
  const { patient } = screen;
  if (screen.connection === "lost") {
    return (
      <Note look="sun" icon="turn" live>
        {t("you-come-back", { patient: patient.name })}
      </Note>
    );
  }
  return (
    <>
      <PrivacyNote screen={screen} />
      <Absence screen={screen} />
    </>
  );
}

function Absence({ screen: { patient, patientGone, patientNotHere, visitId } }: { screen: StaffCall }) {
  const { t } = useWords();
  const { act } = useAround();
  if (patientGone) {
    return (
      <Note look="stop" icon="turn" live>
        <p>{t("patient-gone", { patient: patient.name, time: time(patientGone.at) })}</p>
        <div class="row wrap">
          {patientGone.phone && (
            <LinkButton look="stop" icon="phone" href={telephone(patientGone.phone)}>
              {t("call-number", { phone: patientGone.phone })}
            </LinkButton>
          )}
          <Button look="quiet" onPress={() => act({ kind: "go_on_by_phone", visitId })}>
            {t("go-on-by-phone")}
          </Button>
        </div>
      </Note>
    );
  }
  return patientNotHere ? (
    <Note icon="clock" live>
      {t("patient-not-here", { patient: patient.name })}
    </Note>
  ) : null;
}

/** Who cannot see or hear. It says "private" only once every page has closed what it must. */
function PrivacyNote({ screen }: { screen: StaffCall }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const { privacy, called: patient } = screen;
  if (!privacy) return null;
  const isMine = privacy.room?.mine || privacy.out.some(({ mine }) => mine);
  const byPatient = privacy.room?.patients || privacy.out.some(({ patients }) => patients);
  const each = privacy.room ? [] : privacy.out.filter(({ mine }) => mine);
  return (
    <Note look="sun" icon="lock" live>
      <p>
        <b>{privacyWords(words, privacy)}</b>
        {screen.present.map(
          ({ name, with: beside }) => ` ${t("is-in-the-room", { name, patient: calledIn(screen, beside) })}`,
        )}
      </p>
      {byPatient && <p class="small">{t("private-by-patient", { patient })}</p>}
      {isMine && (
        <div class="row wrap tight ways-back">
          {each.map(({ person }) => (
            <Button
              key={person.id}
              look="quiet"
              busy={busy === "bring_back"}
              onPress={() => act({ kind: "bring_back", personId: person.id })}
            >
              {t("bring-name-back", { name: person.name })}
            </Button>
          ))}
          {(each.length !== 1 || privacy.room) && (
            <Button
              look="sun"
              busy={busy === "bring_everyone_back"}
              onPress={() => act({ kind: "bring_everyone_back" })}
            >
              {t("bring-all-back")}
            </Button>
          )}
        </div>
      )}
    </Note>
  );
}

function privacyWords({ t, language }: Words, { state, out, silent }: Privacy): string {
  const list = (names: string[]) => new Intl.ListFormat(listLanguage(language)).format(names);
  if (silent.length > 0) return t("not-private-silent", { people: list(silent), count: silent.length });
  if (state === "closing") return t("private-closing");
  const names = out.map(({ person }) => person.name);
  return names.length > 0
    ? t("private-without", { people: list(names), count: names.length })
    : t("private-alone");
}
