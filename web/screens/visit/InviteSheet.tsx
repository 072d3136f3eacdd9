import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field, Select } from "../components/Field";
import { FreeSeat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import { relationChoices } from "../relations";
import { useAround } from "./Page";
import { type Choosing, isChosen, NOTHING_CHOSEN, ScopesFields } from "./ScopesFields";

/** The patient's own invitation is the yes itself. */
export function InviteSheet({ room, onClose }: { room: boolean; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const [name, setName] = useState("");
  const [relation, setRelation] = useState("daughter");
  const [contact, setContact] = useState("");
  const [chosen, choose] = useState<Choosing>(NOTHING_CHOSEN);
  const send = (event: Event) => {
    event.preventDefault();
    if (!isChosen(chosen)) return;
    act({
      kind: "invite",
      invitation: { ...chosen, name: name.trim(), relation, contact: contact.trim() },
    });
  };
  return (
    <Sheet title={t("invite-title")} picture={<FreeSeat width="3.5rem" />} room={room} onClose={onClose}>
      <form class="stack" onSubmit={send}>
        <Field label={t("invite-name")} value={name} onValue={setName} autoComplete="off" required />
        <Select
          label={t("invite-relation")}
          value={relation}
          choices={relationChoices(words)}
          onValue={setRelation}
        />
        <Field
          label={t("invite-email")}
          value={contact}
          onValue={setContact}
          type="email"
          autoComplete="off"
          required
        />
        <ScopesFields name={name.trim()} chosen={chosen} onChoose={choose} />
        <Button wide submit off={!isChosen(chosen)} about="invite-choose" busy={busy === "invite"}>
          {t("invite-send")}
        </Button>
        <p id="invite-choose" class="soft small">
          {t(isChosen(chosen) ? "consent-change" : "invite-choose-first")}
        </p>
        <Button wide look="bare" onPress={onClose}>
          {t("not-now")}
        </Button>
      </form>
    </Sheet>
  );
}
