import * as vscode from "vscode";
import type { WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";
import { type AskDeps, type AskEnding, type AskEvent, ask } from "../../core/ask/ask.ts";
import type { AskSelection } from "../../core/ask/askFiles.ts";
import { groupByFile } from "../../core/ask/groupByFile.ts";
import { expandReadyQuestion } from "../../core/ask/readyQuestions.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import type { ChatModel } from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { type AskAction, type AskTurn, readKeptTurns } from "../../webview/protocol.ts";
import { displayPath } from "../files/displayPath.ts";
import { explainAskFailure } from "./askFailure.ts";
import { AskPanel, type AskPanelHandlers, askViewType } from "./askPanel.ts";
import { type AskIndexDeps, createAskIndex } from "./createAskIndex.ts";
import { manageIndex } from "./manageIndex.ts";
import { searchCode } from "./searchCode.ts";

export interface AskCommandDeps extends AskIndexDeps {
  readonly chatModel: () => ChatModel | undefined;
  readonly embed: AskDeps["embed"];
  /** Explains the chat server's address, if that may be why it does not answer. */
  readonly addressNote: () => string | undefined;
  readonly log: vscode.LogOutputChannel;
}

export interface Ask extends vscode.Disposable {
  /** Asks a question, or asks the user for one; resolves when the answer has ended. */
  ask(question?: string): Promise<void>;
  /** Lets the user pause or rebuild the index. */
  manageIndex(): Promise<void>;
  /** Lets the user search the index without asking a question. */
  searchCode(): void;
}

/** Turns kept in memory and across restarts; older ones scroll away for good. */
const keptTurns = 20;
/** A selection in a larger file is not sent, in bytes. */
const maxSelectedFileBytes = 4_000_000;
/** Time between two updates of the index's progress. */
const progressMs = 100;

/** What is said under an answer by the way it ended, and the button that helps. */
const endings = {
  complete: { note: undefined, action: undefined },
  passagesOnly: {
    note: "No chat model is configured, so these are the passages that match best.",
    action: "chooseModel",
  },
  nothingLikely: {
    note: "Nothing here seems to answer this; these passages come closest. No chat model is configured.",
    action: "chooseModel",
  },
  tooLong: { note: "The answer grew too long and was ended here.", action: "retry" },
  repeating: { note: "The model began to repeat itself, so the answer was ended here.", action: "retry" },
  emptyAnswer: { note: "The model gave no answer.", action: "retry" },
} as const satisfies Record<AskEnding, { readonly note: string | undefined; readonly action: AskAction | undefined }>;

/** `Hunch: Ask…`: one conversation in one panel, which survives hiding it and restarting the window. */
export function createAsk(deps: AskCommandDeps): Ask {
  const index = createAskIndex(deps);
  const conversation = new Conversation(deps, index.workspace);
  const serializer = vscode.window.registerWebviewPanelSerializer(askViewType, {
    deserializeWebviewPanel: (panel: vscode.WebviewPanel, state: unknown) => {
      conversation.restore(panel, readKeptTurns(state));
      return Promise.resolve();
    },
  });
  return {
    async ask(given) {
      index.workspace.prepare(); // While the user types the question.
      const selection = await selectionNow(deps);
      const question = given ?? (await askUser(selection));
      if (question !== undefined && question.trim() !== "") await conversation.ask(question.trim(), selection);
    },
    manageIndex: () => manageIndex(index.workspace),
    searchCode: () =>
      searchCode(index.workspace, (error) => deps.log.warn(`A search in the code failed: ${messageOf(error)}`)),
    dispose() {
      serializer.dispose();
      conversation.dispose();
      index.dispose();
    },
  };
}

class Conversation {
  readonly #deps: AskCommandDeps;
  readonly #core: AskDeps;
  #turns: readonly AskTurn[] = [];
  #panel: AskPanel | undefined;
  #running: AbortController | undefined;
  #lastSelection: AskSelection | undefined;
  #progressAt = 0;

  constructor(deps: AskCommandDeps, index: WorkspaceIndex) {
    this.#deps = deps;
    this.#core = {
      find: (request, limit, signal) =>
        index.find(request, limit, (done, total) => this.#progress(done, total), signal),
      chatModel: deps.chatModel,
      embed: () => (index.embeds ? undefined : deps.embed()),
      onEmbedError: ({ message }) => deps.log.warn(`The embeddings model failed: ${message}`),
      redact,
      estimateTokens,
    };
  }

  restore(panel: vscode.WebviewPanel, turns: readonly AskTurn[]): void {
    this.#panel?.dispose();
    this.#turns = turns.slice(-keptTurns);
    this.#panel = new AskPanel(panel, this.#deps.extensionUri, this.#handlers());
  }

  /** A new question ends the answer that is still running. */
  async ask(question: string, selection: AskSelection | undefined): Promise<void> {
    const expanded = expandReadyQuestion(question, selection !== undefined);
    if (expanded.kind === "selectionMissing") {
      void vscode.window.showInformationMessage(`Select the code that /${expanded.name} is about, then ask again.`);
      return;
    }
    const { question: asked } = expanded;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#lastSelection = selection;
    if (this.#panel) this.#panel.reveal();
    else this.#panel = AskPanel.create(this.#deps.extensionUri, this.#handlers());
    const earlier = this.#turns.filter(({ answer, status }) => answer !== "" && status.kind === "done");
    const id = (this.#turns.at(-1)?.id ?? 0) + 1;
    this.#put(newTurn(id, question, selection));
    try {
      for await (const event of ask({ question: asked, selection, earlier }, this.#core, running.signal))
        this.#take(id, event);
      if (running.signal.aborted) this.#change(id, { status: { kind: "stopped" } });
    } catch (error) {
      this.#fail(id, error);
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  dispose(): void {
    this.#running?.abort();
    this.#panel?.dispose();
  }

  #take(id: number, event: AskEvent): void {
    switch (event.kind) {
      case "found": {
        const shown = event.model === undefined ? groupByFile(event.sources) : event.sources;
        const sources = shown.map(({ score: _, ...source }) => source);
        const { fileCount, model, redactions } = event;
        this.#change(id, { sources, fileCount, model, redactions, status: { kind: "answering" } });
        break;
      }
      case "text":
        this.#turns = this.#turns.map((turn) =>
          turn.id === id ? { ...turn, answer: turn.answer + event.text } : turn,
        );
        this.#panel?.post({ kind: "text", id, text: event.text });
        break;
      case "ended":
        this.#change(id, { status: this.#ending(id, event.ending) });
        break;
    }
  }

  #ending(id: number, ending: AskEnding): AskTurn["status"] {
    const turn = this.#turns.find((each) => each.id === id);
    if (turn?.sources.length === 0 && (ending === "passagesOnly" || ending === "nothingLikely")) {
      const note = `Nothing in ${turn.fileCount} files matches. Try words that occur in the code.`;
      return { kind: "done", note, action: undefined };
    }
    return { kind: "done", ...endings[ending] };
  }

  #fail(id: number, error: unknown): void {
    this.#deps.log.warn(`Ask failed: ${messageOf(error)}`);
    this.#change(id, { status: { kind: "failed", ...explainAskFailure(error, this.#deps.addressNote()) } });
  }

  /** Shows how far the index is in the turn that waits for it. */
  #progress(done: number, total: number): void {
    const turn = this.#turns.at(-1);
    if (turn?.status.kind !== "searching" || performance.now() - this.#progressAt < progressMs) return;
    this.#progressAt = performance.now();
    this.#change(turn.id, { status: { kind: "searching", indexed: { done, total } } });
  }

  #put(turn: AskTurn): void {
    const others = this.#turns.filter(({ id }) => id !== turn.id);
    this.#turns = [...others, turn].sort((a, b) => a.id - b.id).slice(-keptTurns);
    this.#panel?.post({ kind: "turn", turn });
  }

  #change(id: number, change: Partial<AskTurn>): void {
    const turn = this.#turns.find((each) => each.id === id);
    if (turn) this.#put({ ...turn, ...change });
  }

  async #askAboutSelection(question: string): Promise<void> {
    await this.ask(question, await selectionNow(this.#deps));
  }

  #handlers(): AskPanelHandlers {
    return {
      turns: () => this.#turns,
      ask: (question) => void this.#askAboutSelection(question),
      stop: () => this.#running?.abort(),
      act: ({ action, turn }) => this.#act(action, turn),
      closed: () => {
        this.#running?.abort();
        this.#panel = undefined;
        this.#turns = [];
      },
    };
  }

  #act(action: AskAction, id: number): void {
    if (action === "retry") this.#retry(id);
    else void vscode.commands.executeCommand(`hunch.${action}`);
  }

  /** Asks a question again; the last turn makes room for its repetition. */
  #retry(id: number): void {
    const turn = this.#turns.find((each) => each.id === id);
    if (!turn) return;
    const isLast = turn === this.#turns.at(-1);
    if (isLast) {
      this.#turns = this.#turns.filter((each) => each !== turn);
      this.#panel?.post({ kind: "session", turns: this.#turns });
    }
    void this.ask(turn.question, isLast ? this.#lastSelection : undefined);
  }
}

function newTurn(id: number, question: string, selection: AskSelection | undefined): AskTurn {
  return {
    id,
    question,
    selection: selection && describeSelection(selection),
    model: undefined,
    sources: [],
    fileCount: 0,
    redactions: 0,
    answer: "",
    status: { kind: "searching", indexed: undefined },
  };
}

function askUser(selection: AskSelection | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: "Ask about the code",
    placeHolder: "Where are failed requests retried?",
    ...(selection ? { prompt: `About ${describeSelection(selection)}` } : {}),
  });
}

function describeSelection({ path, startLine, endLine }: AskSelection): string {
  return endLine - startLine > 1 ? `${path}, lines ${startLine + 1} to ${endLine}` : `${path}, line ${startLine + 1}`;
}

/** What is selected in the editor; undefined if nothing is, or if the file may not be read. */
async function selectionNow({ readText, log }: AskCommandDeps): Promise<AskSelection | undefined> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const read = await readText(document.uri.toString(), maxSelectedFileBytes);
  if (read.kind === "notRead") {
    log.info(`The selection is left out, because its file is not read: ${read.reason}.`);
    return undefined;
  }
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    startLine: selection.start.line,
    endLine: selection.end.line + (selection.end.character > 0 ? 1 : 0),
    text: document.getText(selection).replace(/\r\n?/g, "\n"),
  };
}
