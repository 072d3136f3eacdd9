import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

/** A fact in a word, with an icon. good works or done; sun needs a look; stop failed; none is not yet. */
export type PillLook = "plain" | "good" | "sun" | "stop" | "none";

export interface PillProps {
  look?: PillLook;
  icon: IconName;
  end?: boolean;
  /** Keeps its room and is not seen yet. */
  later?: boolean | undefined;
  children: ComponentChildren;
}

export function Pill({ look = "plain", icon, end, later, children }: PillProps) {
  const looks = ["pill", look !== "plain" && look, end && "end", later && "later"];
  return (
    <span class={looks.filter(Boolean).join(" ")}>
      <Icon name={icon} /> <span>{children}</span>
    </span>
  );
}
