/** What the demo's mailbox holds, as the start page shows it. Pure. */
import type { Mail, StartView } from "../../screens/start/state";

/** One message of `/mail/api/messages`. */
export interface KeptMail {
  id: number;
  at: string;
  to: string[];
  subject: string;
  text: string;
}

const LINK = /https?:\/\/[^\s<>"]+\/v\/[A-Za-z0-9_-]+#[A-Za-z0-9_-]+/;

export const linkIn = ({ text }: KeptMail): string | undefined => LINK.exec(text)?.[0];

/** The newest first. */
export const lettersOf = (mails: readonly KeptMail[]): Mail[] =>
  [...mails]
    .sort((one, other) => other.id - one.id)
    .map((mail) => {
      const link = linkIn(mail);
      return {
        id: String(mail.id),
        at: new Date(mail.at),
        to: mail.to.join(", "),
        text: mail.subject,
        ...(link ? { link } : {}),
      };
    });

/** The demo's people write at addresses that begin with their names; the newest link of each is the door. */
export function doorsOf(mails: readonly KeptMail[]): StartView["doors"] {
  const newest = [...mails].sort((one, other) => other.id - one.id);
  const doorOf = (name: string) =>
    newest.filter(({ to }) => to.some((one) => one.startsWith(name))).map(linkIn);
  const patient = doorOf("rosa").find(Boolean);
  const guest = doorOf("ana").find(Boolean);
  return patient && guest ? { patient, guest, clinician: "/staff", desk: "/staff" } : undefined;
}
