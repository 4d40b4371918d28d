import * as vscode from "vscode";
import type { Servers } from "../../app/servers/servers.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import type { SlicedTask } from "../../core/types/source.ts";
import type { Learning } from "../files/createLearning.ts";
import type { readSettings } from "../settings/settings.ts";
import type { Completion } from "./createCompletion.ts";
import { cursorAt } from "./documents.ts";

/**
 * Asks once at the cursor and shows nothing: what engine and retriever put off until they are first asked in a file is
 * done while nobody types. Unasked, the first key stroke would pay for it.
 */
export function* warmUp(
  { engine, retriever }: Pick<Learning, "engine" | "retriever">,
  { recentOf, ports }: Completion,
): SlicedTask {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const cursor = cursorAt(editor.document, editor.selection.active);
  const recent = recentOf(cursor);
  yield;
  engine.answer(cursor, recent, { minConfidence: confidenceThresholds.balanced, maxLines: 1, limit: 1 });
  yield;
  if (ports.server.current()) retriever.retrieve(cursor, recent, { maxTokens: 1024 });
}

/** Typing that begins within this many milliseconds makes warming up pointless: its own request does the same. */
const quietMs = 1_000;

/**
 * Keeps the model server ready while nobody types: its client is loaded, and a llama.cpp server has read the snippets
 * that the next request will carry, so that it answers sooner. Asks nothing of servers that don't keep what they read.
 */
export class ServerWarmth implements vscode.Disposable {
  readonly #servers: Pick<Servers, "preparation">;
  readonly #completion: Completion;
  readonly #settings: typeof readSettings;
  #running = new AbortController();
  #lastRead = "";

  constructor(servers: Pick<Servers, "preparation">, completion: Completion, settings: typeof readSettings) {
    this.#servers = servers;
    this.#completion = completion;
    this.#settings = settings;
  }

  /** To be called when another file came to the front; a call ends the one before. */
  async warm(): Promise<void> {
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    const preparation = this.#servers.preparation();
    await preparation?.load(running.signal);
    const editor = vscode.window.activeTextEditor;
    if (!editor || !preparation) return;
    const { version } = editor.document;
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    if (running.signal.aborted || editor.document.version !== version) return;
    const snippets = this.#snippetsAt(editor);
    const read = JSON.stringify(snippets);
    if (read === this.#lastRead) return;
    this.#lastRead = read;
    const typed = vscode.workspace.onDidChangeTextDocument(() => running.abort());
    try {
      await preparation.readAhead(snippets, running.signal);
    } finally {
      typed.dispose();
    }
  }

  dispose(): void {
    this.#running.abort();
  }

  #snippetsAt({ document, selection }: vscode.TextEditor) {
    const cursor = cursorAt(document, selection.active);
    return this.#completion.ports.server.snippetsAt(cursor, this.#settings().context.maxTokens);
  }
}
