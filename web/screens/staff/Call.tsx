import { useState } from "preact/hooks";
import { telephone } from "../../texts/Said";
import { time, useWords } from "../../texts/words";
import { Button, LinkButton } from "../components/Button";
import { DockButton } from "../components/DockButton";
import { Note } from "../components/Note";
import { Pill } from "../components/Pill";
import { Tile } from "../components/Tile";
import { nameAndRelation, relationWord } from "../relations";
import { FinishSheet } from "./FinishSheet";
import { useAround } from "./Frame";
import { InviteSheet } from "./InviteSheet";
import { Knocks } from "./Knocks";
import { nameAndAge, ReadinessPill } from "./pills";
import { RemoveSheet } from "./RemoveSheet";
import { sortWord } from "./sorts";
import type { Inside, StaffCall } from "./state";

export type CallSheet = "finish" | "invite" | { remove: string };

/** Look at the patient. */
export function CallScreen({ screen, sheet: first }: { screen: StaffCall; sheet?: CallSheet | undefined }) {
  const { t } = useWords();
  const [sheet, setSheet] = useState<CallSheet | null>(first ?? null);
  const close = () => setSheet(null);
  return (
    <div class="page staff room desk-call">
      <main>
        <aside aria-label={t("call-people")}>
          <Knocks knocks={screen.knocks} patient={screen.patient.name} />
          <InVisit screen={screen} onSheet={setSheet} />
          <WaitingForYou waiting={screen.waiting} />
          <div class="others">
            {screen.others.map((person) => (
              <Tile key={person.id} person={person} name={person.name} />
            ))}
            <Tile person={screen.me} name={t("you")} own />
          </div>
        </aside>
        <Middle screen={screen} />
        <aside aria-label={t("call-about")}>
          <About screen={screen} />
          <div class="push stack">
            {screen.finishing && (
              <Note look="sun" icon="turn" live>
                {t("finish-not-reached")}
              </Note>
            )}
            <Button wide look="quiet" icon="door" onPress={() => setSheet("finish")}>
              {t("finish-the-visit")}
            </Button>
          </div>
        </aside>
      </main>
      {sheet === "finish" && <FinishSheet screen={screen} onClose={close} />}
      {sheet === "invite" && (
        <InviteSheet visitId={screen.visitId} patient={screen.patient.name} room onClose={close} />
      )}
      {sheet && typeof sheet === "object" && (
        <RemoveSheet screen={screen} personId={sheet.remove} onClose={close} />
      )}
    </div>
  );
}

function InVisit({ screen, onSheet }: { screen: StaffCall; onSheet: (sheet: CallSheet) => void }) {
  const words = useWords();
  const { t } = words;
  const { act } = useAround();
  const { removed } = screen;
  return (
    <section class="card stack tight" aria-labelledby="in-the-visit">
      <h1 id="in-the-visit" class="big" tabIndex={-1}>
        {t("in-the-visit")}
      </h1>
      <ul class="stack tight">
        {screen.inside.map((inside) => (
          <li key={inside.person.id} class="row wrap tight" data-person={inside.person.id}>
            <InsidePerson inside={inside} />
            {inside.person.role === "guest" && (
              <Button
                look="quiet"
                end
                label={t("remove-name", { name: inside.person.name })}
                onPress={() => onSheet({ remove: inside.person.id })}
              >
                {t("remove")}
              </Button>
            )}
          </li>
        ))}
        {screen.invited.map(({ person, consent }) => (
          <li key={person.id} class="row wrap tight" data-person={person.id}>
            <span>{nameAndRelation(words, person)}</span>
            <Pill look={consent === "asked" ? "sun" : "none"} icon="clock" end>
              {t(INVITED[consent])}
            </Pill>
          </li>
        ))}
      </ul>
      {removed && (
        <Note icon="away" live>
          <p>{t("removed", { name: removed.person.name })}</p>
          <Button look="quiet" onPress={() => act({ kind: "undo_remove", personId: removed.person.id })}>
            {t("undo")}
          </Button>
        </Note>
      )}
      <Button look="bare" icon="people" start onPress={() => onSheet("invite")}>
        {t("invite-someone")}
      </Button>
    </section>
  );
}

const INVITED = {
  agreed: "invited-agreed",
  asked: "invited-asked",
  declined: "invited-declined",
  taken_back: "invited-taken-back",
} as const;

const QUALITY = {
  good: { key: "quality-good", look: "good", icon: "strong" },
  weak: { key: "quality-weak", look: "sun", icon: "weak" },
  sound_only: { key: "person-sound-only", look: "sun", icon: "cameraOff" },
  coming_back: { key: "person-coming-back", look: "sun", icon: "turn" },
} as const;

function InsidePerson({ inside: { person, quality } }: { inside: Inside }) {
  const words = useWords();
  const { t } = words;
  const state = quality && QUALITY[quality];
  return (
    <>
      <span>
        <b>
          <bdi>{person.name}</bdi>
        </b>{" "}
        <span class="soft">
          {person.role === "patient"
            ? t("role-patient")
            : person.relation && relationWord(words, person.relation)}
        </span>
      </span>
      {state && (
        <span class={person.role === "patient" ? "small end" : "small"}>
          <Pill look={state.look} icon={state.icon}>
            {t(state.key)}
          </Pill>
        </span>
      )}
    </>
  );
}

function WaitingForYou({ waiting }: { waiting: StaffCall["waiting"] }) {
  const { t } = useWords();
  if (waiting.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="waiting-for-you">
      <h2 id="waiting-for-you">{t("waiting-for-you")}</h2>
      <ul class="stack tight">
        {waiting.map((row) => (
          <li key={row.patient} class="row wrap tight">
            <bdi>{row.patient}</bdi>
            {row.readiness !== "ready" && (
              <span class="small">
                <ReadinessPill readiness={row.readiness} />
              </span>
            )}
            <span class="soft end num">{t("minutes-short", { minutes: row.waitedMinutes })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Middle({ screen }: { screen: StaffCall }) {
  const { t } = useWords();
  const { act } = useAround();
  const lost = screen.connection === "lost" || screen.patientGone;
  const patient = lost ? { ...screen.patient, state: "coming_back" as const } : screen.patient;
  return (
    <div class="mid-col">
      <div class="stage">
        <OverPicture screen={screen} />
        <Tile person={patient} name={patient.name} lead />
      </div>
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
      </nav>
    </div>
  );
}

/** What the clinician must know now, over the picture and under the camera. */
function OverPicture({ screen }: { screen: StaffCall }) {
  const { t } = useWords();
  const { act } = useAround();
  const { patient, patientGone } = screen;
  if (screen.connection === "lost") {
    return (
      <div class="over-picture">
        <Note look="sun" icon="turn" live>
          {t("you-come-back", { patient: patient.name })}
        </Note>
      </div>
    );
  }
  if (patientGone) {
    return (
      <div class="over-picture">
        <Note look="stop" icon="turn" live>
          <p>{t("patient-gone", { patient: patient.name, time: time(patientGone.at) })}</p>
          <div class="row wrap">
            {patientGone.phone && (
              <LinkButton look="stop" icon="phone" href={telephone(patientGone.phone)}>
                {t("call-number", { phone: patientGone.phone })}
              </LinkButton>
            )}
            <Button look="quiet" onPress={() => act({ kind: "go_on_by_phone", visitId: screen.visitId })}>
              {t("go-on-by-phone")}
            </Button>
          </div>
        </Note>
      </div>
    );
  }
  return screen.patientNotHere ? (
    <div class="over-picture">
      <Note icon="clock" live>
        {t("patient-not-here", { patient: patient.name })}
      </Note>
    </div>
  ) : null;
}

function About({ screen }: { screen: StaffCall }) {
  const words = useWords();
  const { t } = words;
  return (
    <section class="card row">
      <div>
        <h2 class="patient-name">{nameAndAge(words, screen.patient.name, screen.age)}</h2>
        <p class="soft num">
          {screen.sort
            ? t("sort-and-time", { sort: sortWord(words, screen.sort), time: time(screen.at) })
            : t("time-only", { time: time(screen.at) })}
        </p>
        {screen.modality === "phone" && (
          <p>
            <Pill icon="phone">{t("phone-visit")}</Pill>
          </p>
        )}
      </div>
      <p class="end num">
        <b>{t("minutes-short", { minutes: screen.minutes })}</b>
      </p>
    </section>
  );
}
