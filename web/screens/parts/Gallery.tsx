import { pictures } from "./pictures";

/** The way to every screen in every state. */
export function Gallery() {
  return (
    <div class="page staff">
      <main>
        <h1>All screens, every state</h1>
        <ul class="gallery">
          {Object.keys(pictures).map((name) => (
            <li key={name}>
              <a href={`?screen=${name}`}>{name}</a>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
