import "../components/sample-drawings";
import { time, useWords } from "../../texts/words";
import { Brand } from "../components/Brand";
import { Button } from "../components/Button";
import { Language } from "../components/Language";
import { Note } from "../components/Note";
import { Pill } from "../components/Pill";
import { FreeSeat, Seat } from "../components/Seat";
import type { Face, Role } from "../people";
import type { Mail, StartAct, StartView } from "./state";

interface Props {
  view: StartView;
  act: StartAct;
  onLanguage: (language: string) => void;
}

interface DoorWords {
  to: keyof NonNullable<StartView["doors"]>;
  person: { role: Role; face: Face };
  title: string;
  sentence: string;
  open: string;
  /** Size of the window: a phone's or a computer's. */
  size: string;
}

const PHONE = "popup,width=390,height=800";
const COMPUTER = "popup,width=1366,height=800";

const DOORS: DoorWords[] = [
  {
    to: "patient",
    person: { role: "patient", face: "rosa" },
    title: "door-patient",
    sentence: "door-patient-words",
    open: "door-patient-open",
    size: PHONE,
  },
  {
    to: "guest",
    person: { role: "guest", face: "ana" },
    title: "door-guest",
    sentence: "door-guest-words",
    open: "door-guest-open",
    size: PHONE,
  },
  {
    to: "clinician",
    person: { role: "clinician", face: "lind" },
    title: "door-clinician",
    sentence: "door-clinician-words",
    open: "door-clinician-open",
    size: COMPUTER,
  },
];

const LEDE: Record<StartView["screen"], string> = {
  starting: "start-starting",
  ready: "start-words",
  broke: "start-words",
  not_here: "start-not-here",
};

/** Three doors, each its own window, and the mailbox: everything of this demo that would leave the computer. */
export function StartPage({ view, act, onLanguage }: Props) {
  const { t } = useWords();
  return (
    <div class="page staff">
      <main class="start">
        <header class="stack tight">
          <div class="row">
            <Brand name="Beside" />
            <Language onChange={onLanguage} />
          </div>
          <h1>{t("start-title")}</h1>
          <p class="soft lede" role="status">
            {t(LEDE[view.screen])}
          </p>
        </header>
        <Notices view={view} act={act} />
        <div class="cards">
          {DOORS.map((door) => (
            <Door
              key={door.to}
              door={door}
              href={view.screen === "ready" ? view.doors?.[door.to] : undefined}
              forPhones={view.screen === "ready" && view.phones === true}
            />
          ))}
        </div>
        <Mailbox mailbox={view.mailbox} />
        <div class="row wrap">
          {view.doors && (
            <a
              class="btn quiet"
              href={view.doors.desk}
              onClick={(event) => openWindow(event, "desk", COMPUTER)}
            >
              {t("front-desk")}
            </a>
          )}
          {view.screen === "ready" && <p class="soft small">{t("start-again-how")}</p>}
        </div>
      </main>
    </div>
  );
}

function Notices({ view, act }: Pick<Props, "view" | "act">) {
  const { t } = useWords();
  return (
    <>
      {view.screen === "broke" && (
        <Note look="stop" icon="warning" live>
          {t("start-broke")}
        </Note>
      )}
      {view.notSecure && (
        <Note look="sun" icon="lock">
          {t("start-not-secure")}
        </Note>
      )}
      {view.noCamera && (
        <Note icon="cameraOff">
          <p>{t(view.drawnPicture ? "drawn-picture-on" : "no-camera")}</p>
          <Button look="quiet" onPress={() => act({ kind: "draw_picture", on: !view.drawnPicture })}>
            {t(view.drawnPicture ? "drawn-picture-stop" : "drawn-picture-use")}
          </Button>
        </Note>
      )}
    </>
  );
}

function Door({ door, href, forPhones }: { door: DoorWords; href: string | undefined; forPhones: boolean }) {
  const { t } = useWords();
  return (
    <section class="card stack mid door">
      <Seat person={door.person} width="8rem" />
      <div class="stack tight mid">
        <h2>{t(door.title)}</h2>
        <p class="soft">{t(door.sentence)}</p>
      </div>
      {href ? (
        <a class="btn wide" href={href} onClick={(event) => openWindow(event, door.to, door.size)}>
          {t(door.open)}
        </a>
      ) : (
        <Button wide off>
          {t(door.open)}
        </Button>
      )}
      {forPhones && <img class="code" src={`/demo/data/${door.to}.svg`} alt={t("door-code")} />}
    </section>
  );
}

/** Its own window in its right size; where windows are not allowed, the link opens as any other. */
function openWindow(
  event: MouseEvent & { currentTarget: HTMLAnchorElement },
  name: string,
  size: string,
): void {
  if (window.open(event.currentTarget.href, `beside-${name}`, size)) event.preventDefault();
}

function Mailbox({ mailbox }: { mailbox: Mail[] }) {
  const { t } = useWords();
  return (
    <section class="card stack tight table" aria-labelledby="mailbox">
      <div class="row wrap">
        <h2 id="mailbox">{t("mailbox")}</h2>
        <span class="soft">{t("mailbox-words")}</span>
      </div>
      {mailbox.length === 0 ? (
        <div class="stack mid">
          <FreeSeat width="3.5rem" />
          <p>{t("mailbox-empty")}</p>
        </div>
      ) : (
        <ul class="rows">
          {mailbox.map((mail) => (
            <li key={mail.id} class="row wrap">
              <span class="num soft">{t("mail-time", { time: time(mail.at) })}</span>
              <b>{mail.to}</b>
              <span class="mail-text">
                {mail.text}{" "}
                {mail.link && (
                  <a href={mail.link} onClick={(event) => openWindow(event, `mail-${mail.to}`, PHONE)}>
                    {t("open")}
                    <span class="aloud">{mail.to}</span>
                  </a>
                )}
              </span>
              <Pill look="none" icon="mail" end>
                {t("email")}
              </Pill>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
