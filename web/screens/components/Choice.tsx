import type { ComponentChildren } from "preact";

/** One of several, or yes to one thing. Boxes start empty: nothing is chosen for anybody. */
export function Choice({
  name,
  checked,
  onChoose,
  children,
}: {
  /** Shared by the choices of which only one holds. */
  name: string;
  checked: boolean;
  onChoose: () => void;
  children: ComponentChildren;
}) {
  return (
    <label class="pick">
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}

/** Yes to one thing, beside others. */
export function Box({
  checked,
  onCheck,
  children,
}: {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <label class="pick">
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}
