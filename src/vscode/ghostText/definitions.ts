import * as vscode from "vscode";
import { definitionText } from "../../core/context/definitionText.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Snippet } from "../../core/types/snippet.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { pathOf } from "./documents.ts";

export interface DefinitionsDeps {
  /** Whether anybody would read what is found. */
  readonly isWanted: () => boolean;
  readonly excludes: (uri: vscode.Uri) => Promise<boolean>;
  /** Whether retrieval knows the file anyhow. */
  readonly isKnown: (uri: string) => boolean;
  readonly onError: (error: unknown) => void;
}

/** The cursor rests so long before a language server is asked, in milliseconds. */
const restMs = 250;
/** After this long the next name is looked up; the answer is kept when it comes. */
const answerMs = 500;
/** Lines above the cursor whose names are looked up, and how many names at one rest. */
const linesAbove = 4;
const namesAtOnce = 6;
/** Looked-up names that are remembered, and for how long: definitions change while one works. */
const remembered = 200;
const freshMs = 60_000;
const largestFile = 1_000_000;
/** What a definition counts beside windows and outlines: a name that stands there is likely wanted again. */
const score = 0.4;

interface Looked {
  readonly atMs: number;
  readonly snippet: Snippet | undefined;
}

/**
 * Definitions of the names near the cursor, as the language server tells them: looked up while the cursor rests, kept,
 * and at hand when a request is built. A request never waits for them.
 */
export class Definitions implements vscode.Disposable {
  readonly #deps: DefinitionsDeps;
  readonly #own = new DisposableStore();
  readonly #looked = new Map<string, Looked>();
  #timer: NodeJS.Timeout | undefined;
  #look = 0;

  constructor(deps: DefinitionsDeps) {
    this.#deps = deps;
    this.#own.add(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#lookSoon(textEditor)));
    this.#own.add({ dispose: () => clearTimeout(this.#timer) });
  }

  /** What is known of the names near a cursor and stands neither there nor in files that retrieval knows. */
  at(cursor: Cursor): readonly Snippet[] {
    if (!this.#deps.isWanted()) return [];
    const lines = cursor.prefix.split("\n").slice(-linesAbove - 1);
    const found = new Map<string, Snippet>();
    for (const name of lines.flatMap((line) => namesOf(line).map(({ name }) => name))) {
      const snippet = this.#looked.get(keyOf(cursor.uri, name))?.snippet;
      if (!snippet || snippet.uri === cursor.uri || this.#deps.isKnown(snippet.uri)) continue;
      found.set(`${snippet.uri} ${snippet.startLine}`, snippet);
    }
    return [...found.values()];
  }

  dispose(): void {
    this.#own.dispose();
  }

  #lookSoon(editor: vscode.TextEditor): void {
    clearTimeout(this.#timer);
    if (!this.#deps.isWanted()) return;
    this.#timer = setTimeout(() => this.#lookRound(editor).catch(this.#deps.onError), restMs);
  }

  /** One name after the other, the nearest first; another rest of the cursor ends the round. */
  async #lookRound({ document, selection }: vscode.TextEditor): Promise<void> {
    const look = ++this.#look;
    const { version } = document;
    const uri = document.uri.toString();
    const isOld = ({ name }: NamePlace) => {
      const known = this.#looked.get(keyOf(uri, name));
      return !known || Date.now() - known.atMs > freshMs;
    };
    const wanted = nearestNames(document, selection.active.line).filter(isOld).slice(0, namesAtOnce);
    for (const { name, position } of wanted) {
      const key = keyOf(uri, name);
      const answered = this.#find(document, position)
        .then((snippet) => {
          if (document.version === version) this.#remember(key, snippet);
          return true;
        })
        .catch(this.#deps.onError);
      const isInTime = await withinMs(answered, answerMs);
      if (look !== this.#look || document.version !== version) return;
      // A slow language server is not asked again at each rest.
      if (!isInTime) this.#remember(key, undefined);
    }
  }

  async #find(document: vscode.TextDocument, position: vscode.Position): Promise<Snippet | undefined> {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
      "vscode.executeDefinitionProvider",
      document.uri,
      position,
    );
    const first = found?.[0];
    if (!first) return undefined;
    const [uri, range] =
      "targetUri" in first
        ? [first.targetUri, first.targetSelectionRange ?? first.targetRange]
        : [first.uri, first.range];
    return uri.toString() === document.uri.toString()
      ? undefined
      : this.#read(uri, range.start.line, document.languageId);
  }

  /** Files of the workspace only: what a library declares, models know, and elsewhere nobody said it may be sent. */
  async #read(uri: vscode.Uri, line: number, languageId: string): Promise<Snippet | undefined> {
    if (!vscode.workspace.getWorkspaceFolder(uri) || (await this.#deps.excludes(uri))) return undefined;
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestFile) return undefined;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const path = pathOf(uri);
    if (isSecretFile(path, text)) return undefined;
    const found = definitionText(text.split(/\r\n|\n|\r/), line);
    return (
      found && {
        kind: "definition",
        uri: uri.toString(),
        path,
        languageId,
        ...found,
        score,
        tokens: estimateTokens(found.text),
      }
    );
  }

  #remember(key: string, snippet: Snippet | undefined): void {
    this.#looked.delete(key);
    this.#looked.set(key, { atMs: Date.now(), snippet });
    for (const oldest of this.#looked.keys()) {
      if (this.#looked.size <= remembered) break;
      this.#looked.delete(oldest);
    }
  }
}

interface NamePlace {
  readonly name: string;
  readonly position: vscode.Position;
}

function keyOf(uri: string, name: string): string {
  return `${uri}\n${name}`;
}

const identifier = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;

function namesOf(line: string): readonly { readonly name: string; readonly column: number }[] {
  return [...line.slice(0, 1_000).matchAll(identifier)].map((match) => ({ name: match[0], column: match.index }));
}

/** Names of the cursor's line and those above it, from the last one back, each once. */
function nearestNames(document: vscode.TextDocument, line: number): readonly NamePlace[] {
  const places = new Map<string, NamePlace>();
  for (let at = line; at >= Math.max(0, line - linesAbove); at--) {
    for (const { name, column } of [...namesOf(document.lineAt(at).text)].reverse()) {
      if (!places.has(name)) places.set(name, { name, position: new vscode.Position(at, column) });
    }
  }
  return [...places.values()];
}

/** The value if it comes in time. */
function withinMs<T>(value: Thenable<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}
