/** A drawn picture and a soft tone in place of camera and microphone: for a demo on a computer that has neither. */

import { isKept, keep } from "./kept";

const KEY = "beside.drawn";

export const isDrawn = (): boolean => isKept("localStorage", KEY);

export const drawInstead = (on: boolean): void => keep("localStorage", KEY, on);

/** Put the drawing in place, if this computer wants it; a script of its own, loaded only then. */
export async function drawIfWanted(): Promise<void> {
  if (!isDrawn()) return;
  const script = document.createElement("script");
  script.type = "module";
  script.src = "/drawing.js";
  await new Promise((resolve) => {
    script.onload = resolve;
    script.onerror = resolve;
    document.head.append(script);
  });
}
