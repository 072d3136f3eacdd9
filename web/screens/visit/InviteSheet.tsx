import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field, Select } from "../components/Field";
import { FreeSeat } from "../components/Seat";
import { Sheet } from "../components/Sheet";
import type { SummaryScope } from "../people";
import { relationChoices } from "../relations";
import { useAround } from "./Page";
import { Reads } from "./Reads";

/** The patient's own invitation is the yes itself. */
export function InviteSheet({ room, onClose }: { room: boolean; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const [name, setName] = useState("");
  const [relation, setRelation] = useState("daughter");
  const [contact, setContact] = useState("");
  const [reads, setReads] = useState<SummaryScope | null>(null);
  const send = (event: Event) => {
    event.preventDefault();
    if (reads)
      act({ kind: "invite", invitation: { name: name.trim(), relation, contact: contact.trim(), reads } });
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
        <Reads name={name.trim()} chosen={reads} onChoose={setReads} />
        <Button wide submit off={reads === null} about="invite-choose" busy={busy === "invite"}>
          {t("invite-send")}
        </Button>
        <p id="invite-choose" class="soft small">
          {t(reads === null ? "invite-choose-first" : "consent-change")}
        </p>
        <Button wide look="bare" onPress={onClose}>
          {t("not-now")}
        </Button>
      </form>
    </Sheet>
  );
}
