import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface Props {
  icon: IconName;
  /** Pressed in: something of mine is off. The word changes with it, so nothing rests on colour. */
  on?: boolean;
  /** Of a button that shows and hides a part of the page: whether it is shown. */
  pressed?: boolean;
  onPress: () => void;
  children: ComponentChildren;
}

/** A round button under the pictures. */
export function DockButton({ icon, on, pressed, onPress, children }: Props) {
  return (
    <button type="button" class={on ? "pressed" : ""} aria-expanded={pressed} onClick={onPress}>
      <Icon name={icon} />
      <span>{children}</span>
    </button>
  );
}
