/** Commands on one visit, made on the version that this page shows. */
import type { VisitDetail, VisitStatus } from "../../generated/session";
import { Problem } from "../../sdk";
import type { StaffController } from "./controller";

export class Commands {
  readonly #page: StaffController;

  constructor(page: StaffController) {
    this.#page = page;
  }

  /** A change of one visit; refused as `visit.changed` when somebody else was faster. */
  async change(visitId: string, path: string, body: object = {}): Promise<void> {
    const version = this.#page.versionOf(visitId);
    await this.wish(visitId, path, { ...body, ...(version === undefined ? {} : { version }) });
  }

  /**
   * A change about one person by name: whatever else happened to the visit meanwhile, it is still what was wished.
   */
  async changePerson(visitId: string, path: string, body: object = {}): Promise<void> {
    try {
      await this.change(visitId, path, body);
    } catch (reason) {
      if (!(reason instanceof Problem) || reason.code !== "visit.changed") throw reason;
      this.#page.take(await this.#page.api.get<VisitDetail>(`/visits/${visitId}`));
      await this.change(visitId, path, body);
    }
  }

  /** What stands in nobody else's way, on whatever version. */
  async wish(visitId: string, path: string, body: object = {}): Promise<void> {
    const changed = await this.#page.api.post<VisitStatus | undefined>(`/visits/${visitId}${path}`, body);
    this.#page.set({ changedAt: undefined });
    if (changed) this.#page.moved(changed);
    await this.#page.refresh();
  }

  /** Who is away is let in all the same: a message calls them. */
  async admit(visitId: string, personId: string): Promise<void> {
    const body = { person_id: personId };
    try {
      await this.changePerson(visitId, "/admit", body);
    } catch (reason) {
      if (!(reason instanceof Problem) || reason.code !== "visit.patient_away") throw reason;
      await this.changePerson(visitId, "/admit", { ...body, confirm_away: true });
    }
  }
}
