import "../../styles/start.css";
import { render } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import { StartPage } from "../../screens/start/StartPage";
import { Speaking } from "../../texts/Speaking";
import { StartController } from "./controller";

const CATALOGUES = import.meta.glob<string>("../../texts/*/{shared,start}.ftl", {
  import: "default",
  eager: true,
});

function App({ page }: { page: StartController }) {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => page.store.subscribe(() => redraw(undefined)), [page]);
  return (
    <Speaking catalogues={CATALOGUES} page="start">
      {(changeLanguage) => <StartPage view={page.store.value} act={page.act} onLanguage={changeLanguage} />}
    </Speaking>
  );
}

const place = document.getElementById("page");
if (place) {
  const page = new StartController();
  page.start();
  render(<App page={page} />, place);
}
