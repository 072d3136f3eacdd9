/** "Dr. Lind knows that you are here": true once the patient's row was in a visible tab for two seconds. */
const LONG_ENOUGH_MS = 2_000;

export class Seen {
  readonly #tell: (visitId: string) => void;
  #since = new Map<string, number>();
  #told = new Set<string>();

  constructor(tell: (visitId: string) => void) {
    this.#tell = tell;
  }

  /** Which rows are before the clinician's eyes now. Who was gone in between is looked at anew. */
  look(visitIds: readonly string[], now: number): void {
    this.#since = new Map(visitIds.map((id) => [id, this.#since.get(id) ?? now]));
    this.#told = new Set(visitIds.filter((id) => this.#told.has(id)));
    for (const [id, since] of this.#since) {
      if (this.#told.has(id) || now - since < LONG_ENOUGH_MS) continue;
      this.#told.add(id);
      this.#tell(id);
    }
  }
}
