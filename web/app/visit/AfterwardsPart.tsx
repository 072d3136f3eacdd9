import "../../styles/summary.css";
import { Afterwards } from "../../screens/visit/Afterwards";
import type { AfterwardsProps } from "../../screens/visit/afterwards";
import { OwnWords } from "./OwnWords";

const CATALOGUES = import.meta.glob<string>("../../texts/*/summary.ftl", { import: "default", eager: true });

/** What comes after a visit, with its own words. */
export function AfterwardsPart(props: AfterwardsProps) {
  return (
    <OwnWords catalogues={CATALOGUES}>
      <Afterwards {...props} />
    </OwnWords>
  );
}
