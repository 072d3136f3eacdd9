import type { Words } from "../../texts/words";
import type { Beside } from "./consent-state";

/** "Maria is in the room with you." */
export const besideWords = ({ t }: Words, beside: Beside): string =>
  beside.with
    ? t("beside-with", { name: beside.name, other: beside.with.name })
    : t("waiting-beside", { name: beside.name });
