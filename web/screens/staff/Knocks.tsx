import { useWords, type Words } from "../../texts/words";
import { Aloud } from "../components/Aloud";
import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { Seat } from "../components/Seat";
import type { Person, SummaryScope } from "../people";
import { nameAndRelation } from "../relations";
import { useAround } from "./Frame";
import type { Knock } from "./state";

/** Who knocks: a card each, never one button for two. Read aloud at once and politely; the focus stays where it is. */
export function Knocks({ knocks, patient }: { knocks: Knock[]; patient: string }) {
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
        <KnockCard key={knock.person.id} knock={knock} patient={patient} />
      ))}
    </>
  );
}

function KnockCard({ knock, patient }: { knock: Knock; patient: string }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const { person, consent } = knock;
  const id = `knock-${person.id}`;
  return (
    <section class="card knock stack tight" aria-labelledby={id}>
      <div class="row">
        <Seat person={person} width="3.5rem" />
        <div>
          <h2 id={id}>{nameAndRelation(words, person)}</h2>
          <p>{t(knockWords(knock))}</p>
        </div>
      </div>
      <p class="row small" id={`${id}-yes`}>
        <Icon name={consent === "agreed" ? "tick" : "clock"} /> {consentWords(words, knock, patient)}
      </p>
      <div class="row even">
        <Button
          look="sun"
          off={consent !== "agreed"}
          about={`${id}-yes`}
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
    </section>
  );
}

/** Their own visit: nobody's yes is asked for, and nobody says "not yet" to them. */
const isPatient = ({ role }: Person): boolean => role === "patient";

function knockWords({ person, secondDevice }: Knock): string {
  if (secondDevice) return "knocks-second";
  return isPatient(person) ? "knocks-patient" : "knocks";
}

const AGREED: Record<SummaryScope, string> = {
  everything: "agreed-everything",
  actions: "agreed-actions",
  nothing: "agreed-join",
};

function consentWords({ t }: Words, { person, consent, reads }: Knock, patient: string): string {
  if (isPatient(person)) return t("knock-own-visit", { patient });
  if (consent === "not_answered") return t("knock-not-answered", { patient });
  if (consent === "patient_first") return t("knock-patient-first", { patient });
  return t(AGREED[reads ?? "nothing"], { patient });
}
