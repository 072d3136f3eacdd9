/** What is so or not, kept in the browser. One that keeps nothing forgets it, and the page works all the same. */
type Place = "localStorage" | "sessionStorage";

export function isKept(place: Place, key: string): boolean {
  try {
    return window[place].getItem(key) !== null;
  } catch {
    return false;
  }
}

export function keep(place: Place, key: string, is: boolean): void {
  try {
    if (is) window[place].setItem(key, "1");
    else window[place].removeItem(key);
  } catch {
    // Full, or forbidden.
  }
}
