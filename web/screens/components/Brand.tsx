/** The mark, two seats side by side, with the clinic's name. */
export function Brand({ name }: { name?: string | undefined }) {
  return (
    <span class="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path d="M3 29V15a8 8 0 0 1 16 0v14Z" fill="var(--lead)" />
        <path d="M15 29V19a7 7 0 0 1 14 0v10Z" fill="var(--sun)" stroke="var(--page)" stroke-width="2" />
      </svg>
      {name}
    </span>
  );
}
