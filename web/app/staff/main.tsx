import "../../styles/staff.css";
import { render } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import { StaffPage } from "../../screens/staff/StaffPage";
import { Speaking } from "../../texts/Speaking";
import { drawIfWanted } from "../drawn";
import { StaffController } from "./controller";

const CATALOGUES = import.meta.glob<string>("../../texts/*/{shared,staff,summary}.ftl", {
  import: "default",
  eager: true,
});

function App({ page }: { page: StaffController }) {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => page.store.subscribe(() => redraw(undefined)), [page]);
  return (
    <Speaking catalogues={CATALOGUES} page="staff" known={page.model.me?.language}>
      {(changeLanguage) => <StaffPage view={page.view} act={page.act} onLanguage={changeLanguage} />}
    </Speaking>
  );
}

const place = document.getElementById("page");
if (place) {
  const page = new StaffController();
  void drawIfWanted().then(() => page.start());
  render(<App page={page} />, place);
}
