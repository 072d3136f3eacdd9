import "../../styles/parts.css";
import { render } from "preact";
import { Speaking } from "../../texts/Speaking";
import { Gallery } from "./Gallery";
import { pictures } from "./pictures";

const CATALOGUES = import.meta.glob<string>("../../texts/*/{shared,visit,staff,start}.ftl", {
  import: "default",
  eager: true,
});

function App() {
  const wanted = new URLSearchParams(location.search).get("screen");
  return (
    <Speaking catalogues={CATALOGUES}>
      {(change) => pictures[wanted ?? ""]?.draw(change) ?? <Gallery />}
    </Speaking>
  );
}

/** For the tool that takes the pictures: every name, and what it is held against. */
declare global {
  interface Window {
    besidePictures: { name: string; page: string; mockup: string | undefined }[];
  }
}
window.besidePictures = Object.entries(pictures).map(([name, { page, mockup }]) => ({ name, page, mockup }));

const place = document.getElementById("page");
if (place) render(<App />, place);
