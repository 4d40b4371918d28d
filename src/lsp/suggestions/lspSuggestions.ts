import type {
  Command,
  CompletionItem,
  CompletionParams,
  InlineCompletionItem,
  InlineCompletionParams,
  Position,
} from "vscode-languageserver/node";
import { CompletionItemKind, InlineCompletionTriggerKind, InsertTextMode } from "vscode-languageserver/node";
import type { SuggestionRequests } from "../../app/completion/suggestionRequests.ts";
import { isSupportedScheme } from "../../app/files/isSupportedScheme.ts";
import { uriPath } from "../../app/files/uriPath.ts";
import type { Clock, Workspace } from "../../app/ports.ts";
import { newOfferPauseMs } from "../../core/completion/paceOffer.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import type { SelectedSuggestion } from "../../core/trigger/continueSelected.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { DocumentPosition, LspDocument } from "../documents/lspDocument.ts";
import type { LspDocuments } from "../documents/lspDocuments.ts";
import type { LspSettings } from "../settings/lspSettings.ts";
import { cursorAt } from "./cursorAt.ts";
import type { Offers } from "./offers.ts";

/** The command that clients run when an item was accepted. */
export const acceptedCommand = "hunch.suggestionAccepted";

export interface LspSuggestionsDeps {
  readonly documents: LspDocuments;
  readonly workspace: Pick<Workspace, "fileOf" | "folderOf" | "displayPath">;
  readonly settings: LspSettings;
  readonly requests: SuggestionRequests;
  readonly offers: Offers;
  readonly clock: Clock;
  /** Called with the document of each request. */
  readonly onAsked: (document: LspDocument) => void;
  /** Aborts the request to the model server that runs, if any. */
  readonly abortServer: () => void;
}

/** A cancelled request may be followed by one that waits for the same answer of a server. Milliseconds. */
const abortAfterMs = 300;

/**
 * Time between two requests of a client that waits for a pause in typing by itself, as Neovim does. Milliseconds. For
 * other clients, Hunch waits, so that suggestions do not blink.
 */
const ownPauseMs = 200;

interface Asked {
  readonly document: LspDocument;
  readonly at: DocumentPosition;
  readonly selected: SelectedSuggestion | undefined;
  readonly suggestions: readonly Suggestion[];
}

/** Answers the client's requests for suggestions in its own terms. */
export class LspSuggestions {
  readonly #deps: LspSuggestionsDeps;
  #latest = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** Where the client asked last. */
  #cursor: { readonly document: LspDocument; readonly at: DocumentPosition } | undefined;

  constructor(deps: LspSuggestionsDeps) {
    this.#deps = deps;
  }

  /** Answers `textDocument/inlineCompletion`; undefined for a document that is not open. */
  async inline(params: InlineCompletionParams, signal: AbortSignal): Promise<InlineCompletionItem[] | undefined> {
    const { textDocument, position, context } = params;
    const document = this.#deps.documents.find(textDocument.uri);
    if (!document) return undefined;
    const explicit = context.triggerKind === InlineCompletionTriggerKind.Invoked;
    const selected = selectedIn(document, position, context.selectedCompletionInfo);
    const asked = await this.#ask({ document, position, explicit, selected }, signal);
    return asked.suggestions.map((each) => inlineItem(each, asked));
  }

  /** Answers `textDocument/completion` with the same suggestions; undefined for a document that is not open. */
  async list({ textDocument, position }: CompletionParams, signal: AbortSignal): Promise<CompletionItem[] | undefined> {
    const document = this.#deps.documents.find(textDocument.uri);
    if (!document) return undefined;
    const asked = await this.#ask({ document, position, explicit: false, selected: undefined }, signal);
    return asked.suggestions.map((each, rank) => listItem(each, rank, asked));
  }

  /** The cursor in the document in front, as far as the client has said where it is. */
  cursorIn(document: LspDocument): Cursor {
    const at = this.#cursor?.document === document ? this.#cursor.at : document.locate({ line: 0, character: 0 });
    return this.#cursorAt(document, at);
  }

  async #ask(
    {
      document,
      position,
      explicit,
      selected,
    }: {
      readonly document: LspDocument;
      readonly position: Position;
      readonly explicit: boolean;
      readonly selected: SelectedSuggestion | undefined;
    },
    signal: AbortSignal,
  ): Promise<Asked> {
    const { documents, workspace, settings, requests, offers, clock } = this.#deps;
    const startedAt = clock.monotonic();
    const clientWaits = startedAt - this.#askedAt >= ownPauseMs;
    this.#askedAt = startedAt;
    const at = document.locate(position);
    this.#cursor = { document, at };
    this.#deps.onAsked(document);
    this.#abortWithClient(signal);
    offers.requested(document.uri, at);
    const cursor = this.#cursorAt(document, at);
    const { uri, languageId, version, lineCount } = document;
    const folder = workspace.folderOf(uri);
    const { suggestions } = await requests.answer(
      {
        document: { uri, languageId, version, lineCount },
        cursor,
        file: workspace.fileOf(uri),
        contextMs: clock.monotonic() - startedAt,
        explicit,
        selected,
        editor: {
          supportedDocument: isSupportedScheme(uri.slice(0, uri.indexOf(":")), undefined),
          readOnly: false,
          cursors: 1,
          hasSelection: false,
        },
        settings: settings.forDocument(languageId, folder),
        newOfferPauseMs: clientWaits ? 0 : newOfferPauseMs,
        path: { relative: folder === undefined ? undefined : cursor.path, absolute: uriPath(uri) },
        isCurrent: () => documents.get(uri) === document && document.version === version,
      },
      signal,
    );
    const { offset } = at;
    offers.sent(
      suggestions.map((suggestion) => ({ suggestion, uri, offset, requestedAt: startedAt, explicit, cursor })),
    );
    return { document, at, selected, suggestions };
  }

  #cursorAt(document: LspDocument, at: DocumentPosition): Cursor {
    const { documents, workspace } = this.#deps;
    return cursorAt(document, at, workspace.displayPath(document.uri), documents.neighbours(document));
  }

  /** Closes the connection to a model server when the client gives up and asks nothing else. */
  #abortWithClient(signal: AbortSignal): void {
    const { clock, abortServer } = this.#deps;
    const number = ++this.#latest;
    const abortIfLast = () => {
      if (this.#latest === number) abortServer();
    };
    signal.addEventListener("abort", () => clock.after(abortAfterMs, abortIfLast), { once: true });
  }
}

/** What is chosen in the list of completions, if it ends at the cursor. */
function selectedIn(
  document: LspDocument,
  position: Position,
  selected: InlineCompletionParams["context"]["selectedCompletionInfo"],
): SelectedSuggestion | undefined {
  if (!selected) return undefined;
  const [start, end] = [document.locate(selected.range.start), document.locate(selected.range.end)];
  const isHere = start.line === end.line && end.offset === document.locate(position).offset;
  return isHere ? { text: selected.text, typed: document.textBetween(start.offset, end.offset) } : undefined;
}

/** Line ends stay "\n": clients turn them into those of their documents, and some would show a carriage return. */
function inlineItem(suggestion: Suggestion, { document, at, selected }: Asked): InlineCompletionItem {
  const typed = selected?.typed ?? "";
  const range = document.rangeIn(at.line, at.column - typed.length, at.column + suggestion.replaceAfter);
  return { insertText: typed + suggestion.text, range, command: accepted(suggestion) };
}

/** An item of a list replaces the word before the cursor, because clients filter by it. */
function listItem(suggestion: Suggestion, rank: number, { document, at }: Asked): CompletionItem {
  const line = document.lineAt(at.line);
  const word = /[\p{L}\p{N}_$]*$/u.exec(line.slice(0, at.column))?.[0] ?? "";
  const newText = word + suggestion.text;
  const [first = "", ...more] = newText.trim().split("\n");
  return {
    label: more.length > 0 ? `${first} …` : first,
    kind: CompletionItemKind.Text,
    detail: "Hunch",
    ...(more.length > 0
      ? { documentation: { kind: "markdown", value: `\`\`\`${document.languageId}\n${newText}\n\`\`\`` } }
      : {}),
    sortText: `0${rank}`,
    filterText: newText.split("\n")[0] ?? "",
    insertTextMode: InsertTextMode.asIs,
    textEdit: {
      range: document.rangeIn(at.line, at.column - word.length, at.column + suggestion.replaceAfter),
      newText,
    },
    command: accepted(suggestion),
  };
}

function accepted({ id }: Suggestion): Command {
  return { title: "Hunch: suggestion accepted", command: acceptedCommand, arguments: [id] };
}
