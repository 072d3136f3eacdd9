/** What the demo's mailbox and its doors hold, as the start page shows them. Pure. */
import type { Mail, StartView } from "../../screens/start/state";
import { isRecord } from "../../sdk";

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

/** The addresses of the four doors, all of them or none. */
export function doorsIn(file: unknown): StartView["doors"] {
  if (!isRecord(file)) return undefined;
  const { patient, guest, clinician, desk } = file;
  const every = [patient, guest, clinician, desk].every((door) => typeof door === "string");
  return every ? ({ patient, guest, clinician, desk } as StartView["doors"]) : undefined;
}
