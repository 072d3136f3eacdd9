import "../../styles/parts.css";
import { render } from "preact";
import { useState } from "preact/hooks";
import { Speaking } from "../../texts/Speaking";
import { Gallery } from "./Gallery";
import { pictures } from "./pictures";

const CATALOGUES = import.meta.glob<string>("../../texts/*/{shared,visit,inside,summary,staff,start}.ftl", {
  import: "default",
  eager: true,
});

function App() {
  const [wanted, setWanted] = useState(new URLSearchParams(location.search).get("screen"));
  window.besideShow = setWanted;
  return (
    <Speaking catalogues={CATALOGUES} page="parts">
      {(change) => pictures[wanted ?? ""]?.draw(change) ?? <Gallery />}
    </Speaking>
  );
}

/** For whoever looks by program: every name and what it is held against, and how to go from one to another in place. */
declare global {
  interface Window {
    besideShow: (name: string) => void;
    besidePictures: { name: string; page: string; mockup: string | undefined }[];
  }
}
window.besidePictures = Object.entries(pictures).map(([name, { page, mockup }]) => ({ name, page, mockup }));

const place = document.getElementById("page");
if (place) render(<App />, place);
