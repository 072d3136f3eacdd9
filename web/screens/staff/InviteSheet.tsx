import { useState } from "preact/hooks";
import { useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import { Choice } from "../components/Choice";
import { Field, Select } from "../components/Field";
import { Note } from "../components/Note";
import { Sheet } from "../components/Sheet";
import { relationChoices } from "../relations";
import { useAround } from "./Frame";
import { languageChoices } from "./languages";
import type { InviteDraft, RefusedInvite } from "./state";

interface Props {
  screen: { visitId: string; refusedInvite?: RefusedInvite };
  patient: string;
  room?: boolean;
  onClose: () => void;
}

type InvitedRole = InviteDraft["role"];

const ROLES: Record<InvitedRole, string> = {
  guest: "invite-family",
  interpreter: "invite-interpreter",
  observer: "invite-observer",
};

const NOTES: Record<InvitedRole, string> = {
  guest: "invite-note",
  interpreter: "invite-note-interpreter",
  observer: "invite-note",
};

/** Staff ask; the patient answers on their own screen. Who interprets needs no yes, and the patient may say no. */
export function InviteSheet({ screen, patient, room, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const refused = screen.refusedInvite;
  const before = refused?.draft;
  const [role, setRole] = useState<InvitedRole>(before?.role ?? "guest");
  const [name, setName] = useState(before?.name ?? "");
  const [contact, setContact] = useState(before?.contact ?? "");
  const [relation, setRelation] = useState(before?.role === "guest" ? before.relation : "daughter");
  const [language, setLanguage] = useState(before?.role === "interpreter" ? before.language : "es");
  const [why, setWhy] = useState(before?.role === "observer" ? before.why : "");
  const close = () => {
    if (refused) act({ kind: "forget_invite" });
    onClose();
  };
  const send = (event: Event) => {
    event.preventDefault();
    const who = { name: name.trim(), contact: contact.trim() };
    const drafts: Record<InvitedRole, InviteDraft> = {
      guest: { role: "guest", ...who, relation },
      interpreter: { role: "interpreter", ...who, language },
      observer: { role: "observer", ...who, why: why.trim() },
    };
    act({ kind: "invite", visitId: screen.visitId, draft: drafts[role] });
    onClose();
  };
  const isStillSo = refused && before?.name === name.trim() && before.role === role;
  return (
    <Sheet
      title={t("staff-invite-title")}
      note={t(NOTES[role], { patient })}
      room={room ?? false}
      onClose={close}
    >
      <form class="stack" onSubmit={send}>
        <fieldset>
          <legend>{t("invite-whom")}</legend>
          {(Object.keys(ROLES) as InvitedRole[]).map((each) => (
            <Choice key={each} name="role" checked={role === each} onChoose={() => setRole(each)}>
              {t(ROLES[each])}
            </Choice>
          ))}
        </fieldset>
        <Field label={t("guest-name")} value={name} onValue={setName} autoComplete="off" required />
        {role === "guest" && (
          <Select
            label={t("guest-relation")}
            value={relation}
            choices={relationChoices(words)}
            onValue={setRelation}
          />
        )}
        {role === "interpreter" && (
          <Select
            label={t("interpreter-language")}
            value={language}
            choices={languageChoices(words)}
            onValue={setLanguage}
          />
        )}
        {role === "observer" && (
          <Field
            label={t("observer-why")}
            hint={t("observer-why-hint", { patient })}
            value={why}
            onValue={setWhy}
            required
          />
        )}
        <Field
          label={t("guest-email")}
          value={contact}
          onValue={setContact}
          type="email"
          autoComplete="off"
          required
        />
        {isStillSo && (
          <Note look="stop" icon="warning" live>
            {refusal(words, refused)}
          </Note>
        )}
        <Button wide submit busy={busy === "invite"}>
          {role === "interpreter" ? t("invite-do") : t("invite-ask", { patient })}
        </Button>
        <Button wide look="bare" onPress={close}>
          {t("not-now")}
        </Button>
      </form>
    </Sheet>
  );
}

function refusal({ t }: Words, { problem, draft }: RefusedInvite): string {
  switch (problem.what) {
    case "must_not_meet":
      return problem.name
        ? t("invite-must-not-meet", { name: draft.name, other: problem.name })
        : t("problem-must-not-meet");
    case "room_full":
      return t("invite-room-full", { count: problem.roomFor ?? 0 });
    case "already":
      return t("invite-already", { name: draft.name });
  }
}
