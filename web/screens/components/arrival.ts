import { useEffect, useRef } from "preact/hooks";

/**
 * A new screen: the focus goes to its title, but not on the first one, where the page begins at its top.
 * The window is named after what it shows.
 */
export function useArrival(kind: string): void {
  const before = useRef(kind);
  useEffect(() => {
    const title = document.querySelector<HTMLElement>("main h1");
    if (title?.textContent) document.title = title.textContent;
    if (before.current === kind) return;
    before.current = kind;
    title?.focus();
  });
}
