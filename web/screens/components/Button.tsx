import type { ComponentChildren } from "preact";
import { useWords } from "../../texts/words";
import { Icon, type IconName } from "./Icon";

export interface ButtonProps {
  children: ComponentChildren;
  /** filled: the one thing to do. sun: answers a knock. stop: a call for help. */
  look?: "filled" | "quiet" | "bare" | "sun" | "stop";
  icon?: IconName;
  wide?: boolean;
  end?: boolean;
  /** Begins where the text above it begins. */
  start?: boolean;
  /** On its way: keeps its width, says "One moment…", and cannot be pressed twice. */
  busy?: boolean;
  /** Off, with the reason in words beside it. */
  off?: boolean;
  /** Id of the words that say why it is off, or what it is about. */
  about?: string;
  label?: string;
  submit?: boolean;
  onPress?: () => void;
}

export function Button(props: ButtonProps) {
  const { t } = useWords();
  const { look = "filled", busy = false, off = false } = props;
  const looks = [
    "btn",
    look !== "filled" && look,
    props.wide && "wide",
    props.end && "end",
    props.start && "start",
    busy && "busy",
    off && "off",
  ];
  return (
    <button
      type={props.submit ? "submit" : "button"}
      class={looks.filter(Boolean).join(" ")}
      aria-disabled={busy || off || undefined}
      aria-describedby={props.about}
      aria-label={props.label}
      onClick={(event) => press(event, props)}
    >
      <span class="btn-words">
        {props.icon && <Icon name={props.icon} />}
        {props.children}
      </span>
      {busy && <span class="btn-busy">{t("one-moment")}</span>}
    </button>
  );
}

function press(event: MouseEvent, { busy, off, onPress }: ButtonProps): void {
  if (busy || off) event.preventDefault();
  else onPress?.();
}

/** A link that looks like a button: a call, another page. */
export function LinkButton({
  href,
  children,
  look = "filled",
  icon,
  wide,
  newWindow,
}: Pick<ButtonProps, "children" | "look" | "icon" | "wide"> & { href: string; newWindow?: boolean }) {
  const looks = ["btn", look !== "filled" && look, wide && "wide"];
  return (
    <a
      class={looks.filter(Boolean).join(" ")}
      href={href}
      {...(newWindow ? { target: "_blank", rel: "noopener" } : {})}
    >
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
