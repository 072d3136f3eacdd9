import "../../styles/visit.css";
import { render } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import type { AfterwardsPart } from "../../screens/visit/afterwards";
import type { VisitView } from "../../screens/visit/state";
import { VisitPage } from "../../screens/visit/VisitPage";
import { Speaking } from "../../texts/Speaking";
import { drawIfWanted } from "../drawn";
import { VisitController } from "./controller";
import { doorOf } from "./door";

const CATALOGUES = import.meta.glob<string>("../../texts/*/{shared,visit}.ftl", {
  import: "default",
  eager: true,
});

/** Fetched when somebody asks for the first time; the page goes on meanwhile. */
let Afterwards: AfterwardsPart | undefined;
let isFetching = false;

function fetchAfterwards(done: () => void): void {
  if (isFetching) return;
  isFetching = true;
  import("./AfterwardsPart")
    .then((part) => {
      Afterwards = part.AfterwardsPart;
      done();
    })
    .catch(() => {
      isFetching = false;
    });
}

const isAfterwards = ({ screen, looks }: VisitView): boolean =>
  screen.kind === "unlock" || screen.kind === "summary" || looks !== undefined;

function App({ page }: { page: VisitController }) {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => page.store.subscribe(() => redraw(undefined)), [page]);
  const { view } = page;
  if (!Afterwards && isAfterwards(view)) fetchAfterwards(() => page.store.touch());
  return (
    <Speaking catalogues={CATALOGUES} page={page.door.handle} known={page.language}>
      {(changeLanguage) => (
        <VisitPage
          view={view}
          act={page.act}
          Afterwards={Afterwards}
          onLanguage={(language) => {
            changeLanguage(language);
            page.act({ kind: "language", language });
          }}
        />
      )}
    </Speaking>
  );
}

const place = document.getElementById("page");
const door = doorOf(location);
if (place && door) {
  const page = new VisitController(door);
  void drawIfWanted().then(() => page.start());
  render(<App page={page} />, place);
}
