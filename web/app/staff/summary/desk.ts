/** The staff page's side of a visit's summary: fetches the editor, saves the draft, signs, corrects, takes back. */
import type { Editor, Mistake, Preview, SectionName, SectionView } from "../../../generated/notes";
import type { Token } from "../../../generated/session";
import { type Api, isPassing, Notes, Problem } from "../../../sdk";
import { LANGUAGES } from "../../../texts/words";
import { Refresh } from "../../refresh";
import { Autosave, type Held } from "./autosave";
import { BrowserKeeper } from "./keeper";
import type { SummaryModel, SummaryProblem } from "./model";

const BASE = "/staff/api/notes/v1";
/** The end of a visit reaches notes within a second; who is in it, once session answers. */
const AGAIN_MS = 1_500;

interface Page {
  readonly api: Api;
  readonly summary: SummaryModel | undefined;
  readonly me: string;
  set(news: { summary: SummaryModel | undefined }): void;
  failed(reason: unknown): void;
}

const PROBLEMS: Readonly<Record<string, SummaryProblem>> = {
  "summary.changed": "changed",
  "summary.nothing_written": "nothing_written",
  "summary.too_many_actions": "too_many_actions",
  "summary.people_unknown": "people_unknown",
  "summary.visit_not_ended": "visit_not_ended",
  "summary.not_responsible": "not_responsible",
  "summary.being_corrected": "changed",
};

export class SummaryDesk {
  readonly #page: Page;
  readonly visitId: string;
  readonly #notes: Notes;
  readonly #editor: Refresh<Editor>;
  #autosave: Autosave | undefined;
  #number: number | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(page: Page, visitId: string) {
    this.#page = page;
    this.visitId = visitId;
    this.#notes = new Notes(
      `${BASE}/visits/${visitId}/summary`,
      async () => (await page.api.post<Token>(`/visits/${visitId}/token`)).token,
    );
    this.#editor = new Refresh(
      () => this.#notes.get<Editor>(""),
      (editor) => this.#take(editor),
      (reason) => this.#notFetched(reason),
    );
    page.set({
      summary: {
        visitId,
        editor: undefined,
        draft: undefined,
        language: undefined,
        problem: undefined,
        preview: undefined,
      },
    });
    addEventListener("online", this.#online);
  }

  again(): Promise<void> {
    return this.#editor.again();
  }

  /** Away from the page. What is not saved yet is on this computer. */
  close(): void {
    void this.#autosave?.flush();
    this.#autosave?.stop();
    this.#autosave = undefined;
    clearTimeout(this.#retry);
    removeEventListener("online", this.#online);
    if (this.#isOpen) this.#page.set({ summary: undefined });
  }

  type(held: Held): void {
    this.#autosave?.type(held);
  }

  settle(name: SectionName, whose: "mine" | "theirs"): void {
    this.#autosave?.settle(name, whose);
  }

  /** The words are marked with it, wherever they are read. */
  writeIn(language: string): void {
    this.#set({ language });
    if (this.#number !== undefined) this.#keeper(this.#number).putLanguage(language);
  }

  async sign(): Promise<void> {
    const autosave = this.#autosave;
    if (!autosave || this.#number === undefined) return;
    if (!(await autosave.flush())) {
      this.#set({ problem: "not_saved" });
      return;
    }
    await this.#command(`/versions/${this.#number}/sign`, {
      seen: autosave.seen,
      language: this.#model?.language ?? null,
    });
  }

  amend(number: number, reason: string): Promise<void> {
    return this.#command("/amend", { number, reason });
  }

  enterInError(number: number, mistake: Mistake, reason: string): Promise<void> {
    return this.#command(`/versions/${number}/in-error`, { mistake, reason });
  }

  waive(number: number, reason: string): Promise<void> {
    return this.#command(`/versions/${number}/waive`, { reason });
  }

  /** As one of its readers would read it now, with everything that is typed. */
  async seeAs(personId: string): Promise<void> {
    if (this.#autosave) await this.#autosave.flush();
    const number = this.#number ?? this.#model?.editor?.present?.number;
    if (number !== undefined) {
      this.#set({ preview: await this.#notes.get<Preview>(`/versions/${number}/as/${personId}`) });
    }
  }

  closePreview(): void {
    this.#set({ preview: undefined });
  }

  async #command(path: string, body: object): Promise<void> {
    this.#set({ problem: undefined });
    try {
      this.#take(await this.#notes.post<Editor>(path, body));
    } catch (reason) {
      const problem = reason instanceof Problem ? this.#problemOf(reason) : undefined;
      if (!problem) throw reason;
      this.#set({ problem });
      await this.again();
    }
  }

  #problemOf({ code }: Problem): SummaryProblem | undefined {
    return PROBLEMS[code] ?? (code.startsWith("summary.is_") ? "signed_elsewhere" : undefined);
  }

  #take(editor: Editor): void {
    const before = this.#model?.editor;
    if (!this.#isOpen || (before && editor.row_version < before.row_version)) return;
    this.#set({ editor });
    if (!editor.readers) this.#soon();
    this.#follow(editor);
  }

  /** Another draft is another thing to save; a draft that is signed needs saving no more. */
  #follow({ draft, present }: Editor): void {
    if (draft?.number !== this.#number) {
      const left = this.#autosave && !this.#autosave.isSaved;
      this.#autosave?.stop();
      this.#autosave = draft ? this.#saving(draft.number) : undefined;
      this.#number = draft?.number;
      if (left) this.#set({ problem: "signed_elsewhere" });
      if (!draft) this.#set({ draft: undefined, language: undefined });
      else this.#set({ language: this.#languageOf(draft.number, present?.language) });
    }
    if (draft) this.#autosave?.take(draft.sections);
  }

  /** As chosen; else as before; else that of this page, in which whoever writes reads. */
  #languageOf(number: number, before: string | null | undefined): string {
    const page = document.documentElement.lang;
    return this.#keeper(number).language ?? before ?? (page in LANGUAGES ? page : "en");
  }

  #keeper(number: number): BrowserKeeper {
    return new BrowserKeeper(localStorage, this.#page.me, this.visitId, number);
  }

  #saving(number: number): Autosave {
    const saving: Autosave = new Autosave({
      save: (name, { content, patientOnly }, seen) =>
        this.#notes.put<SectionView>(`/versions/${number}/sections/${name}`, {
          content,
          patient_only: patientOnly,
          seen,
        }),
      keeper: this.#keeper(number),
      changed: () => this.#typed(saving),
      refused: (problem) => {
        this.#set({ problem: this.#problemOf(problem) ?? "refused" });
        void this.again();
      },
    });
    return saving;
  }

  #typed(saving: Autosave): void {
    if (saving !== this.#autosave) return;
    const { savedAt, isSaved, isKept } = saving;
    const sections = new Map([...saving.sections].map(([name, section]) => [name, { ...section }]));
    this.#set({ draft: { sections, savedAt, isSaved, isKept } });
    if (isSaved && this.#model?.problem === "refused") this.#set({ problem: undefined });
  }

  /** Not there yet, or out of reach: asked for again. Nobody who may not write waits here. */
  #notFetched(reason: unknown): void {
    if (!this.#isOpen) return;
    if (!(reason instanceof Problem)) throw reason;
    const isNew = this.#model?.editor === undefined;
    if (reason.code === "staff.signed_out" || (isNew && reason.status === 403)) {
      this.#page.failed(reason);
      return;
    }
    if (isNew && isPassing(reason)) this.#page.failed(reason);
    this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.again(), AGAIN_MS);
  }

  readonly #online = (): void => {
    void this.#autosave?.flush();
    void this.again();
  };

  get #isOpen(): boolean {
    return this.#model?.visitId === this.visitId;
  }

  get #model(): SummaryModel | undefined {
    return this.#page.summary;
  }

  #set(news: Partial<SummaryModel>): void {
    const before = this.#model;
    if (before && this.#isOpen) this.#page.set({ summary: { ...before, ...news } });
  }
}
