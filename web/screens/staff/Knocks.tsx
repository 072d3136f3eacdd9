import { useWords, type Words } from "../../texts/words";
import { Aloud } from "../components/Aloud";
import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { Seat } from "../components/Seat";
import type { Person } from "../people";
import { nameAndRelation } from "../relations";
import { agreedWords, roleWords } from "./agreed";
import { useAround } from "./Frame";
import { AskAloud } from "./SaidAloudSheet";
import type { CallSheet } from "./sheets";
import type { Knock } from "./state";

interface Props {
  knocks: Knock[];
  patient: string;
  onSheet: (sheet: CallSheet) => void;
}

/** Who knocks: a card each, never one button for two. Read aloud at once and politely; the focus stays where it is. */
export function Knocks({ knocks, patient, onSheet }: Props) {
  const words = useWords();
  const spoken = knocks
    .map(({ person }) =>
      words.t(isPatient(person) ? "knocks-patient-aloud" : "knocks-aloud", {
        person: nameAndRelation(words, person),
      }),
    )
    .join(" ");
  return (
    <>
      <Aloud text={spoken} />
      {knocks.map((knock) => (
        <KnockCard key={knock.person.id} knock={knock} patient={patient} onSheet={onSheet} />
      ))}
    </>
  );
}

function KnockCard({ knock, patient, onSheet }: { knock: Knock } & Omit<Props, "knocks">) {
  const words = useWords();
  const { t } = words;
  const { person, consent } = knock;
  const id = `knock-${person.id}`;
  const role = roleWords(words, person, knock.language);
  return (
    <section class="card knock stack tight" aria-labelledby={id} data-person={person.id}>
      <div class="row">
        {knock.picture ? (
          <img class="at-door" src={knock.picture} alt={t("picture-at-door", { name: person.name })} />
        ) : (
          <Seat person={person} width="3.5rem" />
        )}
        <div>
          <h2 id={id}>{nameAndRelation(words, person)}</h2>
          {role && !isPatient(person) && <p class="soft">{role}</p>}
          <p>{t(knockWords(knock))}</p>
        </div>
      </div>
      <p class="row small" id={`${id}-yes`}>
        <Icon name={consent === "agreed" ? "tick" : consent === "must_not_meet" ? "warning" : "clock"} />{" "}
        <span>{consentWords(words, knock, patient)}</span>
      </p>
      {consent !== "must_not_meet" && <Answers knock={knock} about={`${id}-yes`} />}
      {(consent === "not_answered" || consent === "must_not_meet") && (
        <OtherWays knock={knock} onSheet={onSheet} />
      )}
    </section>
  );
}

function Answers({ knock: { person, consent }, about }: { knock: Knock; about: string }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  return (
    <div class="row even">
      <Button
        look="sun"
        off={consent !== "agreed"}
        about={about}
        busy={busy === "admit"}
        onPress={() => act({ kind: "admit", personId: person.id })}
      >
        {t("let-name-in", { name: person.name })}
      </Button>
      {!isPatient(person) && (
        <Button look="quiet" onPress={() => act({ kind: "not_yet", personId: person.id })}>
          {t("not-yet")}
        </Button>
      )}
    </div>
  );
}

/** Where the patient cannot tap a yes: it is said aloud; or there is danger, and nobody can be asked. */
function OtherWays({ knock: { person, consent }, onSheet }: { knock: Knock; onSheet: Props["onSheet"] }) {
  const { t } = useWords();
  if (isPatient(person)) return null;
  return (
    <div class="row wrap tight">
      {consent === "not_answered" && <AskAloud person={person} onSheet={onSheet} />}
      <Button
        look="bare"
        label={t("emergency-label", { name: person.name })}
        onPress={() => onSheet({ emergency: person.id })}
      >
        {t("emergency")}
      </Button>
    </div>
  );
}

/** Their own visit: nobody's yes is asked for, and nobody says "not yet" to them. */
const isPatient = ({ role }: Person): boolean => role === "patient";

function knockWords({ person, secondDevice }: Knock): string {
  if (secondDevice) return "knocks-second";
  return isPatient(person) ? "knocks-patient" : "knocks";
}

function consentWords(words: Words, knock: Knock, patient: string): string {
  const { t } = words;
  const { person, consent, agreed } = knock;
  if (isPatient(person)) return t("knock-own-visit", { patient });
  switch (consent) {
    case "not_answered":
      return t("knock-not-answered", { patient });
    case "patient_first":
      return t("knock-patient-first", { patient });
    case "room_full":
      return t("knock-room-full", { count: knock.roomFor ?? 0 });
    case "must_not_meet":
      return knock.mustNotMeet
        ? t("knock-must-not-meet", { name: person.name, other: knock.mustNotMeet })
        : t("knock-must-not-meet-somebody", { name: person.name });
    case "agreed":
      return agreed ? agreedWords(words, agreed, patient) : t("knock-needs-no-yes");
  }
}
