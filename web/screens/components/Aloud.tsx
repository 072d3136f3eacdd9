import { useEffect, useRef, useState } from "preact/hooks";

/**
 * Reads a text aloud, politely, and takes no focus. With `atMostEvery` (ms) a text that changes faster is held back:
 * what is true at the end of that time is read, not everything in between.
 */
export function Aloud({ text, atMostEvery = 0 }: { text: string; atMostEvery?: number }) {
  const [said, setSaid] = useState("");
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const speak = () => {
      last.current = performance.now();
      setSaid(text);
    };
    // One turn later at the earliest: a region must stand on the page before its words change.
    const wait = Math.max(0, last.current + atMostEvery - performance.now());
    const timer = setTimeout(speak, wait);
    return () => clearTimeout(timer);
  }, [text, atMostEvery]);
  return (
    <p class="aloud" role="status">
      {said}
    </p>
  );
}
