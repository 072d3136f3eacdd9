import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  title: ComponentChildren;
  /** Beside the title: a seat. */
  picture?: ComponentChildren;
  /** Under the title, small. */
  note?: ComponentChildren;
  /** Without it the sheet stays until it is answered. */
  onClose?: () => void;
  /** In a call the sheet is dark, as everything there. */
  room?: boolean;
  children: ComponentChildren;
}

/** A question over the page. The focus goes to its title and, when it closes, back to where it was. */
export function Sheet({ title, picture, note, onClose, room, children }: Props) {
  const sheet = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Open before what is in it looks at its own size.
  useLayoutEffect(() => {
    const dialog = sheet.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    dialog?.querySelector("h2")?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={sheet}
      class={room ? "sheet card room" : "sheet card"}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClose={() => {
        // The event comes a moment later: by then another sheet may have taken this one's place.
        if (!sheet.current?.isConnected) return;
        if (onClose) onClose();
        else sheet.current.showModal();
      }}
    >
      <div class="stack">
        <div class="row">
          {picture}
          <div class="stack tight">
            <h2 id={heading} tabIndex={-1}>
              {title}
            </h2>
            {note && <p class="soft small">{note}</p>}
          </div>
        </div>
        {children}
      </div>
    </dialog>
  );
}
