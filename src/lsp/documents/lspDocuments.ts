import type {
  NotebookCell,
  NotebookDocumentChangeEvent,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from "vscode-languageserver/node";
import type { NeighbourCells } from "../../app/completion/cursorWindow.ts";
import type { Documents } from "../../app/ports.ts";
import { languageOf } from "./languageOf.ts";
import { type AppliedChange, LspDocument } from "./lspDocument.ts";
import { normalUri } from "./normalUri.ts";
import type { PositionEncoding } from "./positionEncoding.ts";

/** UTF-16 units of the largest document that is kept. A larger one is data, and is neither learnt nor completed. */
const maxLength = 10_000_000;

/** What is done with the documents that the client opens, changes and closes. */
export interface DocumentEvents {
  opened(document: LspDocument): void;
  changed(document: LspDocument, changes: readonly AppliedChange[]): void;
  /** The document can still be read. */
  closing(document: LspDocument): void;
  closed(document: LspDocument): void;
  /** A sentence about a document that is not kept. */
  refused(sentence: string): void;
}

/** The documents and notebooks that the client has opened, by their location. */
export class LspDocuments implements Documents {
  readonly #encoding: PositionEncoding;
  readonly #events: DocumentEvents;
  readonly #open = new Map<string, LspDocument>();
  /** Location of a notebook → locations of its cells, in order. */
  readonly #notebooks = new Map<string, readonly string[]>();

  constructor(encoding: PositionEncoding, events: DocumentEvents) {
    this.#encoding = encoding;
    this.#events = events;
  }

  get(uri: string): LspDocument | undefined {
    return this.#open.get(uri);
  }

  /** The document of a message, whatever the client's spelling. */
  find(uri: string): LspDocument | undefined {
    return this.#open.get(normalUri(uri));
  }

  /** All that are open. */
  all(): Iterable<LspDocument> {
    return this.#open.values();
  }

  open({ uri, languageId, version, text }: TextDocumentItem): void {
    const location = normalUri(uri);
    this.close(uri); // A client that opens a document twice means the new text.
    if (text.length > maxLength) {
      this.#events.refused(
        `${location} is not read: it has ${text.length} characters, at most ${maxLength} are allowed.`,
      );
      return;
    }
    const document = new LspDocument(location, languageOf(languageId, location), version, text, this.#encoding);
    this.#open.set(location, document);
    this.#events.opened(document);
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const document = this.find(uri);
    if (!document) return;
    const applied = document.update(changes, version);
    if (document.length > maxLength) {
      this.#events.refused(`${document.uri} is not read any more: it has more than ${maxLength} characters.`);
      this.close(uri);
    } else if (applied.length > 0) this.#events.changed(document, applied);
  }

  close(uri: string): void {
    const document = this.find(uri);
    if (!document) return;
    this.#events.closing(document);
    this.#open.delete(document.uri);
    this.#events.closed(document);
  }

  openNotebook(uri: string, cells: readonly NotebookCell[], texts: readonly TextDocumentItem[]): void {
    this.#notebooks.set(normalUri(uri), cells.map(cellUri));
    for (const text of texts) this.open(text);
  }

  changeNotebook(uri: string, { cells }: NotebookDocumentChangeEvent): void {
    const notebook = normalUri(uri);
    const known = this.#notebooks.get(notebook);
    if (!known || !cells) return;
    const { structure, textContent = [] } = cells;
    if (structure) {
      const { start, deleteCount, cells: added = [] } = structure.array;
      this.#notebooks.set(notebook, known.toSpliced(start, deleteCount, ...added.map(cellUri)));
      for (const { uri: closed } of structure.didClose ?? []) this.close(closed);
      for (const opened of structure.didOpen ?? []) this.open(opened);
    }
    for (const { document, changes } of textContent) this.change(document.uri, document.version, changes);
  }

  closeNotebook(uri: string, cells: readonly { readonly uri: string }[]): void {
    this.#notebooks.delete(normalUri(uri));
    for (const cell of cells) this.close(cell.uri);
  }

  /** The notebook that contains a cell; undefined for any other document. */
  notebookOf(uri: string): string | undefined {
    for (const [notebook, cells] of this.#notebooks) if (cells.includes(uri)) return notebook;
    return undefined;
  }

  /** Cells of the document's notebook in the same language. */
  neighbours({ uri, languageId }: LspDocument): NeighbourCells {
    const cells = this.#notebooks.get(this.notebookOf(uri) ?? "") ?? [];
    const here = cells.indexOf(uri);
    const textsOf = (uris: readonly string[]) =>
      uris.flatMap((each) => {
        const cell = this.#open.get(each);
        return cell?.languageId === languageId ? [() => cell.text()] : [];
      });
    return { above: textsOf(cells.slice(0, Math.max(0, here)).reverse()), below: textsOf(cells.slice(here + 1)) };
  }
}

function cellUri({ document }: NotebookCell): string {
  return normalUri(document);
}
