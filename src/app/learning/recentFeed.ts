import { type RecentFiles, type RememberedFile, recentFileLimit } from "../../core/context/recentFiles.ts";
import type { LineEdit } from "../../core/types/source.ts";
import type { Clock, OpenDocument } from "../ports.ts";
import type { LearnerSync } from "./learnerSync.ts";

/** Language families whose files stay learnt, so that a user who switches between a few finds all of them ready. */
const maxFamilies = 3;
/** Several changes of the list within this time are saved at once. */
const saveAfterMs = 2_000;

type DocumentState = Omit<OpenDocument, "text">;

export interface RecentFeedDeps {
  readonly recent: RecentFiles;
  readonly sync: LearnerSync;
  readonly clock: Clock;
  readonly save: (files: readonly RememberedFile[]) => void;
}

/**
 * Decides which files are in reach, the most recent ones of the most recent languages, and has them followed. The
 * editor's adapter calls a method for each of its events.
 */
export class RecentFeed {
  readonly #deps: RecentFeedDeps;
  #cancelSave: (() => void) | undefined;

  constructor(deps: RecentFeedDeps) {
    this.#deps = deps;
  }

  /** Adds the files of restored tabs that were never shown, below all others. */
  restored(files: readonly Omit<RememberedFile, "touchedAt">[]): void {
    for (const file of files) {
      if (!this.#deps.recent.languageOf(file.uri)) this.#deps.recent.touch({ ...file, touchedAt: 0 });
    }
    this.#refresh();
  }

  /** A document came to the front, or is about to be completed. */
  shown(document: DocumentState): void {
    this.#deps.recent.touch(this.#remember(document));
    this.#refresh();
    this.#saveSoon();
  }

  /** A document is about to be completed: has it followed if it isn't yet. */
  ensure(document: DocumentState): void {
    if (!this.#deps.sync.follows(document.uri)) this.shown(document);
  }

  /** @param document in the state after the edits */
  edited(document: DocumentState, edits: readonly LineEdit[]): void {
    const { recent, sync } = this.#deps;
    recent.noteEdits(this.#remember(document), edits);
    if (sync.follows(document.uri)) sync.edited(document, edits);
    else this.#refresh();
    this.#saveSoon();
  }

  /** The file may have another text than the one followed: it was opened, closed without saving, or changed on disk. */
  reread(uri: string): void {
    this.#deps.sync.reread(uri);
  }

  renamed(oldUri: string, newUri: string): void {
    this.#deps.recent.rename(oldUri, newUri);
    this.#refresh();
  }

  /** The file was deleted, or an untitled document was closed. */
  removed(uri: string): void {
    this.#deps.recent.remove(uri);
    this.#refresh();
  }

  dispose(): void {
    this.#save();
  }

  #refresh(): void {
    const { recent, sync } = this.#deps;
    const families = recent.families().slice(0, maxFamilies);
    const uris = families.flatMap((family) => recent.list(family, recentFileLimit + 1).map(({ uri }) => uri));
    sync.follow(new Set(uris));
  }

  #remember({ uri, languageId }: DocumentState): RememberedFile {
    return { uri, languageId, touchedAt: this.#deps.clock.wall() };
  }

  #saveSoon(): void {
    this.#cancelSave ??= this.#deps.clock.after(saveAfterMs, () => this.#save());
  }

  #save(): void {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    this.#deps.save(this.#deps.recent.remembered());
  }
}
