import { EditHistory } from "../../core/nextEdit/editHistory.ts";
import { IndexedFile } from "../../core/nextEdit/indexedFile.ts";
import type { LineEdit } from "../../core/nextEdit/lineEdit.ts";
import type { Moment } from "../../core/nextEdit/moment.ts";
import type { Splice } from "./splicesOf.ts";

/** A document as the editor has it. */
export interface NextEditDocument {
  readonly path: string;
  readonly version: number;
  readonly languageId: string;
  /** Files of one family help each other. */
  readonly family: string;
  readonly lines: () => readonly string[];
}

/** A document whose changes are followed. */
export interface TrackedFile {
  readonly file: IndexedFile;
  readonly languageId: string;
  readonly family: string;
  readonly version: number;
}

interface Tracked extends TrackedFile {
  version: number;
  /** False until it is known that the file is not excluded. Its changes are followed, and nothing is learnt from it. */
  isAdmitted: boolean;
  /** The document was changed while it equals the file on disk: by its first edit, or because the file was read again. */
  isReadAgain: boolean;
}

const maxFiles = 20;
/** No document has it. */
const closedVersion = -1;
/** Longer files are data; nothing is proposed in them. */
const maxLines = 20_000;

/** The most recent files with their texts, and the last edits in them. */
export class TrackedFiles {
  /** Most recent last. */
  readonly #files = new Map<string, Tracked>();
  readonly #history = new EditHistory();

  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** The number of the newest edit. */
  get serial(): number {
    return this.#history.serial;
  }

  get lastEdit(): LineEdit | undefined {
    return this.#history.edits.at(-1);
  }

  /** Returns the serial number of the newest of these edits, or 0 without edits. */
  newestOf(edits: readonly LineEdit[]): number {
    return Math.max(0, ...edits.map((edit) => this.#history.serialOf(edit)));
  }

  get(path: string): TrackedFile | undefined {
    return this.#files.get(path);
  }

  /** A document came to the front. Its text is read if this version is not known. Returns whether it was. */
  opened({ path, version, languageId, family, lines }: NextEditDocument): boolean {
    const known = this.#files.get(path);
    this.#files.delete(path);
    if (known?.version === version) {
      this.#files.set(path, known);
      return false;
    }
    const texts = lines();
    if (known && isSame(textsOf(known.file), texts)) {
      this.#files.set(path, { ...known, languageId, family, version });
      return true;
    }
    if (known) this.#history.forget(path);
    if (texts.length > maxLines) return false;
    const file = new IndexedFile(path, texts);
    const isAdmitted = known?.isAdmitted ?? false;
    this.#files.set(path, { file, languageId, family, version, isAdmitted, isReadAgain: false });
    for (const oldest of this.paths.slice(0, -maxFiles)) this.#drop(oldest);
    return true;
  }

  /** The file is not excluded. Returns whether that was not known. */
  admit(path: string): boolean {
    const known = this.#files.get(path);
    if (!known || known.isAdmitted) return false;
    known.isAdmitted = true;
    return true;
  }

  /** A document was closed: its text may change unseen, so it is read again when it is opened again. */
  closed(path: string): void {
    const known = this.#files.get(path);
    if (known) known.version = closedVersion;
  }

  /** Forgets a file, or the files of a folder. Returns what was forgotten. */
  forget(path: string): readonly string[] {
    const within = this.paths.filter((each) => isWithin(path, each));
    for (const each of within) this.#drop(each);
    return within;
  }

  /**
   * Follows a change.
   * @param isEdit whether the change is known to be no reading of the file from disk
   */
  follow(
    { path, version }: NextEditDocument,
    splices: readonly Splice[],
    { isByHand, isEdit }: { readonly isByHand: boolean; readonly isEdit: boolean },
  ): void {
    const known = this.#files.get(path);
    if (!known) return;
    this.#judge(path, known, isEdit);
    known.version = version;
    for (const { line, oldCount, newLines } of splices) {
      const texts = textsOf(known.file);
      const oldLines = texts.slice(line, line + oldCount);
      this.#history.record({ path, line, oldLines, newLines, isByHand }, texts);
      known.file.replace(line, oldCount, newLines);
    }
  }

  /** A document differs from the file on disk: its last change was an edit. */
  edited(path: string): void {
    const known = this.#files.get(path);
    if (known) known.isReadAgain = false;
  }

  /** Returns a function that restores the edits of a file, if it has the present text again. */
  keepEdits(path: string): () => void {
    const textsNow = () => textsOf(this.#files.get(path)?.file);
    const [texts, restore] = [textsNow(), this.#history.keep(path)];
    return () => {
      if (isSame(textsNow(), texts)) restore();
    };
  }

  /** No further event says whether the last changes were edits. */
  settle(): void {
    for (const [path, known] of this.#files) if (known.isReadAgain) this.#judge(path, known, true);
  }

  /** What is known when a next edit is looked for; undefined without an edit to learn from. @param line of the cursor */
  momentAt(path: string, line: number): Omit<Moment, "refused"> | undefined {
    const current = this.#files.get(path);
    if (!current?.isAdmitted || current.version === closedVersion || this.#history.edits.length === 0) return undefined;
    const others = [...this.#files.values()].reverse().filter((each) => each !== current && each.isAdmitted);
    const peers = others.filter(({ family }) => family === current.family).map(({ file }) => file);
    const files = [current.file, ...peers];
    const known = new Set(files.map((file) => file.path));
    return { files, made: this.#history.edits.filter((edit) => known.has(edit.path)), cursorLine: line };
  }

  /** Forgets the edits of a file that was read again from disk: its lines may be those of another branch. */
  #judge(path: string, known: Tracked, isEdit: boolean): void {
    if (known.isReadAgain) this.#history.forget(path);
    known.isReadAgain = !isEdit;
  }

  #drop(path: string): void {
    this.#files.delete(path);
    this.#history.forget(path);
  }
}

/** Whether a path is that of a folder or is inside it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The lines of a file; none if it is not known. */
export function textsOf(file: IndexedFile | undefined): readonly string[] {
  return file?.lines.map((line) => line.text) ?? [];
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, at) => text === others[at]);
}
