import { useEffect, useRef, useState } from "preact/hooks";
import { useArrival } from "../components/arrival";
import type { Asking } from "./AccessSheet";
import type { AfterwardsPart } from "./afterwards";
import { type InsidePart, isInside, type LocalSheet } from "./inside";
import { LoadingScreen } from "./Loading";
import { NotMeScreen } from "./NotMe";
import { AroundContext } from "./Page";
import { SecondDeviceScreen } from "./SecondDevice";
import type { Act, VisitView } from "./state";
import { TroubleScreen } from "./Trouble";
import { WelcomeScreen } from "./Welcome";

export interface VisitPageProps {
  view: VisitView;
  act: Act;
  onLanguage: (language: string) => void;
  /** A sheet that is open from the start, and the person it asks about; for pictures. */
  sheet?: LocalSheet;
  asking?: Asking;
  /** All that comes once the person has said who they are; fetched then. */
  Inside?: InsidePart | undefined;
  /** What is shown after a visit; fetched only then. */
  Afterwards?: AfterwardsPart | undefined;
}

/** The patient's and guest's page: one view in, one action out per tap. */
export function VisitPage(props: VisitPageProps) {
  const { view, act, onLanguage, asking, Inside, Afterwards } = props;
  const [sheet, setSheet] = useState<LocalSheet | null>(props.sheet ?? null);
  const { kind } = view.screen;
  useArrival(isInside(view) && !Inside ? "loading" : kind);
  useBiggerWords(view.biggerWords);
  useSheetClosesWith(kind, () => setSheet(null));
  const inCall = kind === "call";
  return (
    <AroundContext.Provider value={{ clinic: view.clinic, act, busy: view.busy, onLanguage }}>
      <div class={inCall && Inside ? "page patient call room" : "page patient"}>
        <Screen view={view} onSheet={setSheet} Inside={Inside} Afterwards={Afterwards} />
        {Inside && <Inside view={view} sheet={sheet} asking={asking} onSheet={setSheet} />}
        {view.looks && Afterwards && <Afterwards looks={view.looks} room={inCall} />}
      </div>
    </AroundContext.Provider>
  );
}

interface ScreenProps extends Pick<VisitPageProps, "view" | "Inside" | "Afterwards"> {
  onSheet: (sheet: LocalSheet) => void;
}

function Screen({ view, onSheet, Inside, Afterwards }: ScreenProps) {
  const { screen } = view;
  switch (screen.kind) {
    case "loading":
      return <LoadingScreen screen={screen} />;
    case "welcome":
      return <WelcomeScreen screen={screen} />;
    case "not_me":
      return <NotMeScreen />;
    case "second_device":
      return <SecondDeviceScreen screen={screen} />;
    case "unlock":
    case "summary":
      return Afterwards ? <Afterwards screen={screen} onAccess={() => onSheet("access")} /> : <Fetching />;
    case "trouble":
      return <TroubleScreen screen={screen} />;
    default:
      return Inside ? null : <Fetching />;
  }
}

const Fetching = () => <LoadingScreen screen={{ kind: "loading", slow: false }} />;

/** Every size of ours hangs on that of the root. */
function useBiggerWords(on: boolean): void {
  useEffect(() => {
    document.documentElement.classList.toggle("bigger", on);
  }, [on]);
}

/** What was open over the last screen does not belong to the new one. */
function useSheetClosesWith(kind: string, close: () => void): void {
  const before = useRef(kind);
  useEffect(() => {
    if (before.current !== kind) close();
    before.current = kind;
  }, [kind, close]);
}
