import { time, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { Note } from "../components/Note";
import { Pill } from "../components/Pill";
import { nameAndRelation, relationWord } from "../relations";
import { MustNotMeet } from "./Apart";
import { roleWords, scopesWords } from "./agreed";
import { useAround } from "./Frame";
import { calledIn } from "./people-of-call";
import { AskAloud } from "./SaidAloudSheet";
import type { CallSheet } from "./sheets";
import type { Awaited, Beside, Inside, StaffCall } from "./state";

interface Props {
  screen: StaffCall;
  onSheet: (sheet: CallSheet) => void;
}

/** Who is here, on what, who agreed to what, and what can be done about each, in one look. */
export function InVisit({ screen, onSheet }: Props) {
  const { t } = useWords();
  const { act } = useAround();
  const { removed } = screen;
  return (
    <section class="card stack tight" aria-labelledby="in-the-visit">
      <h1 id="in-the-visit" class="big" tabIndex={-1}>
        {t("in-the-visit")}
      </h1>
      <ul class="stack tight people">
        {screen.inside.map((inside) => (
          <li key={inside.person.id} data-person={inside.person.id}>
            <InsidePerson inside={inside} onSheet={onSheet} />
          </li>
        ))}
        {screen.present.map((beside) => (
          <li key={`${beside.with.id} ${beside.name}`}>
            <PresentPerson beside={beside} screen={screen} />
          </li>
        ))}
        {screen.invited.map((awaited) => (
          <li key={awaited.person.id} data-person={awaited.person.id}>
            <AwaitedPerson awaited={awaited} onSheet={onSheet} />
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
      <Button look="bare" icon="plus" start onPress={() => onSheet("present")}>
        {t("somebody-in-the-room")}
      </Button>
    </section>
  );
}

/** Without a device of their own: only people can say that they are there, and that they left. */
function PresentPerson({ beside, screen }: { beside: Beside; screen: StaffCall }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { name } = beside;
  return (
    <div class="row">
      <p>
        <b>
          <bdi>{name}</bdi>
        </b>{" "}
        <span class="soft">{t("in-the-room", { patient: calledIn(screen, beside.with) })}</span>
      </p>
      <Button
        look="bare"
        end
        label={t("has-left-label", { name })}
        busy={busy === "present_gone"}
        onPress={() => act({ kind: "present_gone", personId: beside.with.id, name })}
      >
        {t("has-left")}
      </Button>
    </div>
  );
}

const QUALITY = {
  good: { key: "quality-good", look: "good", icon: "strong" },
  weak: { key: "quality-weak", look: "sun", icon: "weak" },
  sound_only: { key: "person-sound-only", look: "sun", icon: "cameraOff" },
  coming_back: { key: "person-coming-back", look: "sun", icon: "turn" },
} as const;

const DEVICES = {
  phone: { key: "on-a-phone", icon: "phone" },
  computer: { key: "on-a-computer", icon: "screen" },
} as const;

function InsidePerson({ inside, onSheet }: { inside: Inside; onSheet: Props["onSheet"] }) {
  const words = useWords();
  const { t } = words;
  const { person, agreed, quality, device, held } = inside;
  const state = quality && !held && QUALITY[quality];
  const who = person.relation
    ? relationWord(words, person.relation)
    : roleWords(words, person, inside.language);
  return (
    <>
      <p class="row wrap tight">
        <b>
          <bdi>{person.name}</bdi>
        </b>
        <span class="soft">{who}</span>
        {device && (
          <span class="soft small row tight">
            <Icon name={DEVICES[device].icon} /> {t(DEVICES[device].key)}
          </span>
        )}
        {state && (
          <span class="small end">
            <Pill look={state.look} icon={state.icon}>
              {t(state.key)}
            </Pill>
          </span>
        )}
        {held && (
          <span class="small end">
            <Pill look="sun" icon="lock">
              {held.since ? t("held-since", { time: time(held.since) }) : t("cannot-see-or-hear")}
            </Pill>
          </span>
        )}
      </p>
      {agreed && (
        <p class="soft small">
          {agreed.basis === "emergency"
            ? t("agreed-emergency", { what: scopesWords(words, agreed) })
            : t(agreed.basis === "said_aloud" ? "agreed-short-aloud" : "agreed-short", {
                what: scopesWords(words, agreed),
              })}
        </p>
      )}
      <MustNotMeet people={inside.mustNotMeet} />
      <Deeds inside={inside} onSheet={onSheet} />
    </>
  );
}

function Deeds({ inside, onSheet }: { inside: Inside; onSheet: Props["onSheet"] }) {
  const { t } = useWords();
  const { person, held, mayHold } = inside;
  const { id, name } = person;
  if (person.role === "patient" || person.role === "clinician") return null;
  return (
    <div class="row wrap tight">
      {(held?.mine || mayHold) && <HoldButton inside={inside} />}
      <Button look="quiet" label={t("remove-name", { name })} onPress={() => onSheet({ remove: id })}>
        {t("remove")}
      </Button>
    </div>
  );
}

/** One button for both, so that the focus stays on it when it turns into the way back. */
function HoldButton({ inside: { person, held } }: { inside: Inside }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { id, name } = person;
  const isMine = held?.mine === true;
  return (
    <Button
      look="quiet"
      label={t(isMine ? "bring-name-back" : "hold-name", { name })}
      busy={busy === "hold" || busy === "bring_back"}
      onPress={() => act({ kind: isMine ? "bring_back" : "hold", personId: id })}
    >
      {t(isMine ? "bring-back" : "hold")}
    </Button>
  );
}

const INVITED = {
  agreed: "invited-agreed",
  asked: "invited-asked",
  declined: "invited-declined",
  taken_back: "invited-taken-back",
} as const;

function AwaitedPerson({ awaited, onSheet }: { awaited: Awaited; onSheet: Props["onSheet"] }) {
  const words = useWords();
  const { t } = words;
  const { person, consent, mayAsk } = awaited;
  const role = roleWords(words, person, awaited.language);
  return (
    <div class="row wrap tight">
      <span>
        <bdi>{nameAndRelation(words, person)}</bdi> {role && <span class="soft">{role}</span>}
      </span>
      <span class="small end">
        <Pill look={consent === "asked" ? "sun" : "none"} icon="clock">
          {t(INVITED[consent])}
        </Pill>
      </span>
      {mayAsk && <AskAloud person={person} onSheet={onSheet} />}
      <MustNotMeet people={awaited.mustNotMeet} />
    </div>
  );
}
