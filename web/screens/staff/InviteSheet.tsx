import { useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import { Button } from "../components/Button";
import { Field, Select } from "../components/Field";
import { Sheet } from "../components/Sheet";
import { relationChoices } from "../relations";
import { useAround } from "./Frame";

interface Props {
  visitId: string;
  patient: string;
  room?: boolean;
  onClose: () => void;
}

/** Staff ask; the patient answers on their own screen. */
export function InviteSheet({ visitId, patient, room, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const [name, setName] = useState("");
  const [relation, setRelation] = useState("daughter");
  const [contact, setContact] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    act({ kind: "invite", visitId, guest: { name: name.trim(), relation, contact: contact.trim() } });
    onClose();
  };
  return (
    <Sheet
      title={t("staff-invite-title")}
      note={t("invite-note", { patient })}
      room={room ?? false}
      onClose={onClose}
    >
      <form class="stack" onSubmit={send}>
        <Field label={t("guest-name")} value={name} onValue={setName} autoComplete="off" required />
        <Select
          label={t("guest-relation")}
          value={relation}
          choices={relationChoices(words)}
          onValue={setRelation}
        />
        <Field
          label={t("guest-email")}
          value={contact}
          onValue={setContact}
          type="email"
          autoComplete="off"
          required
        />
        <Button wide submit busy={busy === "invite"}>
          {t("invite-ask", { patient })}
        </Button>
        <Button wide look="bare" onPress={onClose}>
          {t("not-now")}
        </Button>
      </form>
    </Sheet>
  );
}
