/** A drawn picture and a soft tone in place of camera and microphone: for a demo on a computer that has neither. */

const KEY = "beside.drawn";

export const isDrawn = (): boolean => read() !== null;

export function drawInstead(on: boolean): void {
  try {
    if (on) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage there is nothing to remember it in.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

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
