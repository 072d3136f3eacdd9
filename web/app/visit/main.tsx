import "../../styles/visit.css";
import { render } from "preact";
import { useEffect, useReducer, useState } from "preact/hooks";
import type { VisitView } from "../../screens/visit/state";
import { VisitPage } from "../../screens/visit/VisitPage";
import { Speaking } from "../../texts/Speaking";
import { drawIfWanted } from "../drawn";
import { VisitController } from "./controller";
import { doorOf } from "./door";
import { Later } from "./later";

const CATALOGUES = import.meta.glob<string>("../../texts/*/{shared,visit}.ftl", {
  import: "default",
  eager: true,
});

const isAfterwards = ({ screen, looks }: VisitView): boolean =>
  screen.kind === "unlock" || screen.kind === "summary" || looks !== undefined;

function App({ page }: { page: VisitController }) {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => page.store.subscribe(() => redraw(undefined)), [page]);
  const [parts] = useState(() => {
    const arrived = () => page.store.touch();
    return {
      inside: new Later(
        async () => (await import("./InsidePart")).withWords(document.documentElement.lang),
        arrived,
      ),
      afterwards: new Later(async () => (await import("./AfterwardsPart")).AfterwardsPart, arrived),
    };
  });
  const { view } = page;
  return (
    <Speaking catalogues={CATALOGUES} page={page.door.handle} known={page.language}>
      {(changeLanguage) => (
        <VisitPage
          view={view}
          act={page.act}
          Inside={parts.inside.get(page.hasEntered)}
          Afterwards={parts.afterwards.get(isAfterwards(view))}
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
