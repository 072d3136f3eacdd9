import type { ComponentChild } from "preact";
import { useWords, type Values } from "./words";

interface Props {
  id: string;
  values?: Values;
}

const MARKED = /<(b|tel)>(.*?)<\/\1>/;

/** A text with its marks: `<b>` is strong, `<tel>` a number to tap. One message key stays one whole sentence. */
export function Said({ id, values }: Props) {
  const { t } = useWords();
  return <>{marked(t(id, values))}</>;
}

function marked(text: string): ComponentChild[] {
  const found = MARKED.exec(text);
  if (!found) return [text];
  const [whole, mark, inside = ""] = found;
  const after = text.slice(found.index + whole.length);
  return [
    text.slice(0, found.index),
    mark === "b" ? <b>{inside}</b> : <Phone number={inside} />,
    ...marked(after),
  ];
}

/** A number to tap: never broken over two lines, always left to right. */
export function Phone({ number }: { number: string }) {
  return <a href={telephone(number)}>{number}</a>;
}

export const telephone = (number: string): string => `tel:${number.replace(/[^+\d]/g, "")}`;
