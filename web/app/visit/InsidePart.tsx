import "../../styles/call.css";
import "../../styles/chat.css";
import { Inside } from "../../screens/visit/Inside";
import type { InsideProps, InsidePart as Part } from "../../screens/visit/inside";
import { loadWords } from "../../texts/load";
import type { Words } from "../../texts/words";
import { OwnWords } from "./OwnWords";

const CATALOGUES = import.meta.glob<string>("../../texts/*/inside.ftl", { import: "default", eager: true });

let known: Words | undefined;

/** From the check to the end of the visit, together with its words: the next screen comes whole, and takes the focus. */
export async function withWords(language: string): Promise<Part> {
  known = await loadWords(language, CATALOGUES);
  return InsidePart;
}

function InsidePart(props: InsideProps) {
  return (
    <OwnWords catalogues={CATALOGUES} known={known}>
      <Inside {...props} />
    </OwnWords>
  );
}
