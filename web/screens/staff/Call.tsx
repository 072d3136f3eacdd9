import { useState } from "preact/hooks";
import { time, useWords } from "../../texts/words";
import { Messages } from "../chat/Messages";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import { Pill } from "../components/Pill";
import { Tile } from "../components/Tile";
import { EmergencySheet } from "./EmergencySheet";
import { FinishSheet } from "./FinishSheet";
import { useAround } from "./Frame";
import { HandOverSheet } from "./HandOverSheet";
import { InVisit } from "./InVisit";
import { InviteSheet } from "./InviteSheet";
import { Knocks } from "./Knocks";
import { PresentSheet } from "./PresentSheet";
import { nameAndAge, ReadinessPill } from "./pills";
import { RemoveSheet } from "./RemoveSheet";
import { SaidAloudSheet } from "./SaidAloudSheet";
import { Stage } from "./Stage";
import type { CallSheet } from "./sheets";
import { sortWord } from "./sorts";
import type { StaffCall } from "./state";

/** Look at the patient. */
export function CallScreen({ screen, sheet: first }: { screen: StaffCall; sheet?: CallSheet | undefined }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [sheet, setSheet] = useState<CallSheet | null>(first === "messages" ? null : (first ?? null));
  const [messages, setMessages] = useState(first === "messages");
  return (
    <div class="page staff room desk-call">
      <main>
        <aside aria-label={t("call-people")}>
          <Knocks knocks={screen.knocks} patient={screen.called} onSheet={setSheet} />
          <InVisit screen={screen} onSheet={setSheet} />
          <WaitingForYou waiting={screen.waiting} />
          <div class="others">
            {screen.others.map((person) => (
              <Tile key={person.id} person={person} name={person.name} />
            ))}
            <Tile person={screen.me} name={t("you")} own />
          </div>
        </aside>
        <Stage screen={screen} messages={messages} onMessages={() => setMessages(!messages)} />
        <aside aria-label={t("call-about")}>
          <About screen={screen} />
          {messages && screen.chat && (
            <section class="card chat-card" aria-labelledby="chat-title" ref={bringIntoView}>
              <h2 id="chat-title">{t("chat-title")}</h2>
              <Messages chat={screen.chat} act={act} />
            </section>
          )}
          <div class="push stack">
            {screen.finishing && (
              <Note look="sun" icon="turn" live>
                {t("finish-not-reached")}
              </Note>
            )}
            {screen.handOver && (
              <Note icon="people" live>
                <p>{t("offered-to", { name: screen.handOver.to })}</p>
                <Button
                  look="quiet"
                  busy={busy === "take_back_hand_over"}
                  onPress={() => act({ kind: "take_back_hand_over", visitId: screen.visitId })}
                >
                  {t("keep-it")}
                </Button>
              </Note>
            )}
            {screen.colleagues.length > 0 && !screen.handOver && (
              <Button wide look="bare" icon="people" onPress={() => setSheet("hand_over")}>
                {t("hand-over")}
              </Button>
            )}
            <Button wide look="quiet" icon="door" onPress={() => setSheet("finish")}>
              {t("finish-the-visit")}
            </Button>
          </div>
        </aside>
      </main>
      <OpenSheet screen={screen} sheet={sheet} onClose={() => setSheet(null)} />
    </div>
  );
}

/** On a phone the messages stand below everything else: whoever opens them is taken there. */
const bringIntoView = (card: HTMLElement | null) => card?.scrollIntoView({ block: "nearest" });

function OpenSheet(props: { screen: StaffCall; sheet: CallSheet | null; onClose: () => void }) {
  const { screen, sheet, onClose } = props;
  if (sheet === "finish") return <FinishSheet screen={screen} onClose={onClose} />;
  if (sheet === "present") return <PresentSheet screen={screen} onClose={onClose} />;
  if (sheet === "hand_over") return <HandOverSheet screen={screen} room onClose={onClose} />;
  if (sheet === "invite" || screen.refusedInvite) {
    return <InviteSheet screen={screen} patient={screen.patient.name} room onClose={onClose} />;
  }
  if (!sheet || typeof sheet === "string") return null;
  if ("remove" in sheet) return <RemoveSheet screen={screen} personId={sheet.remove} onClose={onClose} />;
  if ("aloud" in sheet) return <SaidAloudSheet screen={screen} personId={sheet.aloud} onClose={onClose} />;
  return <EmergencySheet screen={screen} personId={sheet.emergency} onClose={onClose} />;
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
