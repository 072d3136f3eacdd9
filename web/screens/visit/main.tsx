import "../../styles/visit.css";
import { render } from "preact";
import type { Catalogue } from "../../texts/load";
import { Speaking } from "../../texts/Speaking";
import type { VisitView } from "./state";
import { VisitPage } from "./VisitPage";

const CATALOGUES: readonly Catalogue[] = ["shared", "visit"];

const waiting: VisitView = { screen: { kind: "loading", slow: false } };

function App() {
  return (
    <Speaking catalogues={CATALOGUES}>
      {(changeLanguage) => <VisitPage view={waiting} act={() => {}} onLanguage={changeLanguage} />}
    </Speaking>
  );
}

const place = document.getElementById("page");
if (place) render(<App />, place);
