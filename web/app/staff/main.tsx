import "../../styles/staff.css";
import { render } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import { StaffPage } from "../../screens/staff/StaffPage";
import type { Catalogue } from "../../texts/load";
import { Speaking } from "../../texts/Speaking";
import { installDrawing, isDrawn } from "../drawn";
import { StaffController } from "./controller";

const CATALOGUES: readonly Catalogue[] = ["shared", "staff"];

function App({ page }: { page: StaffController }) {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => page.store.subscribe(() => redraw(undefined)), [page]);
  return (
    <Speaking catalogues={CATALOGUES}>
      {(changeLanguage) => <StaffPage view={page.view} act={page.act} onLanguage={changeLanguage} />}
    </Speaking>
  );
}

const place = document.getElementById("page");
if (place) {
  if (isDrawn()) installDrawing();
  const page = new StaffController();
  page.start();
  render(<App page={page} />, place);
}
