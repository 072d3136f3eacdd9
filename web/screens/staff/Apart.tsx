import { useState } from "preact/hooks";
import { day, listLanguage, useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field, Select } from "../components/Field";
import { Icon } from "../components/Icon";
import { Sheet } from "../components/Sheet";
import { nameAndRelation } from "../relations";
import type { PartProps } from "./Detail";
import { useAround } from "./Frame";
import type { ProtectedPair, VisitDetail } from "./state";

/** Who must not meet whom in this visit. Staff alone see it: the two learn nothing of each other. */
export function Apart({ screen, onSheet }: PartProps) {
  const { t } = useWords();
  const { apart, may } = screen;
  if (apart.length === 0 && !may.keepApart) return null;
  return (
    <section class="card stack" aria-labelledby="detail-apart">
      <div class="row wrap">
        <h2 id="detail-apart">{t("detail-apart")}</h2>
        {may.keepApart && (
          <Button look="bare" icon="away" end onPress={() => onSheet("keep_apart")}>
            {t("keep-apart")}
          </Button>
        )}
      </div>
      <p class="soft small">{t("apart-words")}</p>
      {apart.length > 0 && (
        <ul class="rows">
          {apart.map((pair) => (
            <li key={pair.id} class="row wrap">
              <PairLine pair={pair} />
              {may.keepApart && (
                <Button
                  look="quiet"
                  end
                  label={t("let-meet-label", namesOf(pair))}
                  onPress={() => onSheet({ letMeet: pair.id })}
                >
                  {t("let-meet")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Beside somebody's name: whom they must not meet. */
export function MustNotMeet({ people }: { people: string[] | undefined }) {
  const { t, language } = useWords();
  if (!people) return null;
  const list = new Intl.ListFormat(listLanguage(language)).format(people);
  return (
    <p class="row tight small">
      <Icon name="warning" /> <span>{t("must-not-meet", { people: list })}</span>
    </p>
  );
}

const namesOf = ({ people: [one, other] }: ProtectedPair) => ({ name: one.name, other: other.name });

function PairLine({ pair }: { pair: ProtectedPair }) {
  const { t } = useWords();
  return (
    <div class="stack tight">
      <p class="row tight">
        <Icon name="away" /> <b>{t("pair", namesOf(pair))}</b>
        {pair.since && <span class="soft num">{t("since-day", { day: day(pair.since) })}</span>}
      </p>
      <p dir="auto">{pair.reason}</p>
    </div>
  );
}

interface SheetProps {
  screen: VisitDetail;
  onClose: () => void;
}

/** Two of the people of this visit, and why. */
export function KeepApartSheet({ screen, onClose }: SheetProps) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const people = screen.links.filter(
    ({ person }) => person.role !== "patient" && person.role !== "clinician",
  );
  const choices = people.map(({ person }) => ({ id: person.id, name: nameAndRelation(words, person) }));
  const [one, setOne] = useState(choices[0]?.id ?? "");
  const others = choices.filter(({ id }) => id !== one);
  const [chosen, setOther] = useState(others[0]?.id ?? "");
  const other = others.some(({ id }) => id === chosen) ? chosen : (others[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const keep = (event: Event) => {
    event.preventDefault();
    act({ kind: "keep_apart", visitId: screen.visitId, personIds: [one, other], reason: reason.trim() });
    onClose();
  };
  return (
    <Sheet title={t("keep-apart-title")} note={t("apart-words")} onClose={onClose}>
      <form class="stack" onSubmit={keep}>
        {choices.length < 2 ? (
          <p>{t("keep-apart-nobody")}</p>
        ) : (
          <>
            <Select label={t("keep-apart-one")} value={one} choices={choices} onValue={setOne} />
            <Select label={t("keep-apart-other")} value={other} choices={others} onValue={setOther} />
            <Field
              label={t("keep-apart-reason")}
              hint={t("cancel-reason-hint")}
              value={reason}
              onValue={setReason}
              required
            />
            <p class="soft">{t("keep-apart-now")}</p>
            <Button wide submit busy={busy === "keep_apart"}>
              {t("keep-apart-do")}
            </Button>
          </>
        )}
        <Button wide look="bare" onPress={onClose}>
          {t("go-back")}
        </Button>
      </form>
    </Sheet>
  );
}

/** They may meet after all, and why. */
export function LetMeetSheet({ screen, pairId, onClose }: SheetProps & { pairId: string }) {
  const { t } = useWords();
  const { act, busy } = useAround();
  const [reason, setReason] = useState("");
  const pair = screen.apart.find(({ id }) => id === pairId);
  if (!pair) return null;
  const lift = (event: Event) => {
    event.preventDefault();
    act({ kind: "let_meet", visitId: screen.visitId, pairId, reason: reason.trim() });
    onClose();
  };
  return (
    <Sheet title={t("let-meet-title", namesOf(pair))} onClose={onClose}>
      <form class="stack" onSubmit={lift}>
        <Field
          label={t("let-meet-reason")}
          hint={t("cancel-reason-hint")}
          value={reason}
          onValue={setReason}
          required
        />
        <Button wide submit busy={busy === "let_meet"}>
          {t("let-meet-do")}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("keep-apart-still")}
        </Button>
      </form>
    </Sheet>
  );
}
