import "../../styles/visit.css";
import { render } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import { VisitPage } from "../../screens/visit/VisitPage";
import { Speaking } from "../../texts/Speaking";
import { drawIfWanted } from "../drawn";
import { VisitController } from "./controller";
import { doorOf } from "./door";

const CATALOGUES = import.meta.glob<string>("../../texts/*/{shared,visit}.ftl", {
  import: "default",
  eager: true,
});

function App({ page }: { page: VisitController }) {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => page.store.subscribe(() => redraw(undefined)), [page]);
  return (
    <Speaking catalogues={CATALOGUES} page={page.door.handle} known={page.language}>
      {(changeLanguage) => (
        <VisitPage
          view={page.view}
          act={page.act}
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
