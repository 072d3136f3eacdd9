import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface Props {
  look?: "calm" | "good" | "sun" | "stop";
  icon: IconName;
  /** Read aloud when it appears. */
  live?: boolean;
  children: ComponentChildren;
}

/** A banner: stays while it is true. */
export function Note({ look = "calm", icon, live, children }: Props) {
  return (
    <div class={look === "calm" ? "note" : `note ${look}`} {...(live ? { role: "status" } : {})}>
      <Icon name={icon} />
      <div class="note-words">{children}</div>
    </div>
  );
}
