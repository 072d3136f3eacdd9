import { useEffect, useState } from "preact/hooks";
import { Aloud } from "./Aloud";

const SHOWN_MS = 8_000;

/** A passing word, 8 s, also read aloud. Never for anything that must be answered. */
export function Toast({ id, text }: { id: number; text: string }) {
  const [gone, setGone] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setGone(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  const shown = gone !== id;
  return (
    <>
      {shown && (
        <p class="toast" aria-hidden="true">
          {text}
        </p>
      )}
      <Aloud text={shown ? text : ""} />
    </>
  );
}
