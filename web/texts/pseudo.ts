/** A made-up language written from right to left, to see every screen mirrored before there is one that needs it. */

export const PSEUDO = "x-mirror";

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const MIRRORED = "אבגדהופחיצקלמנעפקרשתוושטיז";
const TAG = /(<\/?[a-z]+>)/;

/** Letters become Hebrew ones of about the same width; tags, numbers and values stay. */
export function toPseudo(text: string): string {
  return text
    .split(TAG)
    .map((part) => (TAG.test(part) ? part : [...part].map(mirror).join("")))
    .join("");
}

function mirror(letter: string): string {
  const at = LATIN.indexOf(letter.toLowerCase());
  return at < 0 ? letter : (MIRRORED[at] ?? letter);
}
