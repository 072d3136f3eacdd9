import { listed, useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import { Note } from "../components/Note";
import type { Person } from "../people";
import { besideWords } from "./beside";
import type { Beside, Privacy } from "./consent-state";
import { useAround } from "./Page";

/** Who can see and hear now. Private is said only once every phone has closed the door. */
export function PrivacyBanner({ privacy, beside }: { privacy: Privacy; beside: Beside[] }) {
  const words = useWords();
  const closing = privacy.state === "closing";
  return (
    <Note look={closing ? "sun" : "good"} icon="lock" live>
      <p>
        <b>{closing ? closingWords(words, privacy) : privateWords(words, privacy)}</b>
        {nearby(privacy, beside).map((one) => ` ${besideWords(words, one)}`)}
      </p>
      <WaysBack privacy={privacy} />
    </Note>
  );
}

const closingWords = (words: Words, { silent }: Privacy): string =>
  silent.length > 0 ? words.t("private-silent", { name: listed(words, silent) }) : words.t("private-wait");

function privateWords(words: Words, { everyone, held, inside }: Privacy): string {
  const { t } = words;
  const count = inside.length;
  const people = namesOf(words, inside);
  if (everyone) return t("private-only", { people, count });
  const out = t("private-held", { people: namesOf(words, held), count: held.length });
  return count === 0 ? out : `${out} ${t("private-can", { people, count })}`;
}

/** Whoever sits with somebody that still sees and hears does so, too. */
const nearby = ({ inside }: Privacy, beside: Beside[]): Beside[] =>
  beside.filter((one) => !one.with || inside.some(({ id }) => id === one.with?.id));

const namesOf = (words: Words, people: Person[]): string =>
  listed(
    words,
    people.map(({ name }) => name),
  );

/** Whoever closed the door opens it: for everyone, or for each by name. */
function WaysBack({ privacy }: { privacy: Privacy }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const { own, held, everyone } = privacy;
  if (own.everyone) {
    return (
      <Button look="quiet" busy={busy === "private"} onPress={() => act({ kind: "private", on: false })}>
        {t("bring-everyone-back")}
      </Button>
    );
  }
  const mine = held.filter(({ id }) => own.people.includes(id));
  if (mine.length === 0) {
    return <p class="small">{t(everyone ? "private-by-clinic" : "held-by-clinic-too")}</p>;
  }
  return (
    <div class="row wrap">
      {mine.map(({ id, name }) => (
        <Button
          key={id}
          look="quiet"
          busy={busy === "hold"}
          onPress={() => act({ kind: "hold", personId: id, on: false })}
        >
          {t("bring-person-back", { name })}
        </Button>
      ))}
    </div>
  );
}
