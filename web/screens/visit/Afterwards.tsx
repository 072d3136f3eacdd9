import type { AfterwardsProps } from "./afterwards";
import { LooksSheet } from "./Looks";
import { SummaryScreen } from "./Summary";
import { UnlockScreen } from "./Unlock";

/** A script of its own: on the way into a visit nobody waits for what comes after it. */
export function Afterwards(props: AfterwardsProps) {
  if ("looks" in props) return <LooksSheet looks={props.looks} room={props.room} />;
  const { screen, onAccess } = props;
  if (screen.kind === "unlock") return <UnlockScreen key={screen.step} screen={screen} />;
  return <SummaryScreen screen={screen} onAccess={onAccess} />;
}
