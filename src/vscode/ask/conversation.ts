import * as vscode from "vscode";
import type { ConversationKeeper } from "../../app/ask/conversationKeeper.ts";
import type { Conversations } from "../../app/ask/conversations.ts";
import { type AskDeps, type AskEnding, type AskEvent, ask } from "../../core/ask/ask.ts";
import type { AskSelection } from "../../core/ask/askFiles.ts";
import { groupByFile } from "../../core/ask/groupByFile.ts";
import { type Pin, readPins } from "../../core/ask/pins.ts";
import { expandReadyQuestion } from "../../core/ask/readyQuestions.ts";
import type { ChatModel } from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type {
  AskAction,
  AskCompletion,
  AskRating,
  AskSession,
  AskTurn,
  FromAskPanel,
  readKeptSession,
} from "../../webview/ask/protocol.ts";
import { t } from "../host/t.ts";
import { type AskFailure, explainAskFailure } from "./askFailure.ts";
import { AskPanel, type AskPanelHandlers } from "./askPanel.ts";
import { describeSelection } from "./currentSelection.ts";
import type { ProposedChanges } from "./proposedChanges.ts";
import type { ResolvedPins } from "./resolvePins.ts";

export interface ConversationDeps {
  readonly extensionUri: vscode.Uri;
  readonly core: Omit<AskDeps, "chatModel">;
  readonly chatModel: () => ChatModel | undefined;
  /** Lets the user choose who answers; resolves with undefined if they choose nobody. */
  readonly chooseModel: () => Promise<{ readonly model: ChatModel | undefined } | undefined>;
  readonly resolvePins: (pins: readonly Pin[], selection: AskSelection | undefined) => Promise<ResolvedPins>;
  readonly completePin: (text: string) => Promise<readonly AskCompletion[]>;
  /** What is selected in the editor now. */
  readonly selection: () => Promise<AskSelection | undefined>;
  readonly uriOf: (path: string) => Promise<string | undefined>;
  readonly changes: ProposedChanges;
  readonly keeper: Pick<ConversationKeeper<AskTurn>, "keep" | "keepGrowing">;
  readonly history: Pick<Conversations<AskTurn>, "latest">;
  readonly showHistory: () => void;
  /** Sends the colors of the editor's theme to the panel. */
  readonly sendColors: () => void;
  /** Records what the user thinks of an answer. */
  readonly onRated: (rating: AskRating) => void;
  readonly addressNote: () => string | undefined;
  readonly log: vscode.LogOutputChannel;
}

export interface AskOptions {
  /** The turn whose place the question takes, with those after it. */
  readonly replaces?: number | undefined;
  /** Answers instead of the chosen model; `model: undefined` for passages alone. */
  readonly answeredBy?: { readonly model: ChatModel | undefined } | undefined;
}

/** Turns kept in memory and across restarts; older ones scroll away for good. */
const keptTurns = 20;
/** Time between two updates of the index's progress. */
const progressMs = 100;

/** What is said under an answer by the way it ended, and the button that helps. */
const endings = {
  complete: { note: undefined, action: undefined },
  passagesOnly: {
    note: t("No chat model is configured, so these are the passages that match best."),
    action: "chooseModel",
  },
  nothingLikely: {
    note: t("Nothing here seems to answer this; these passages come closest. No chat model is configured."),
    action: "chooseModel",
  },
  tooLong: { note: t("The answer grew too long and was ended here."), action: "retry" },
  repeating: { note: t("The model began to repeat itself, so the answer was ended here."), action: "retry" },
  emptyAnswer: { note: t("The model gave no answer."), action: "retry" },
} as const satisfies Record<AskEnding, { readonly note: string | undefined; readonly action: AskAction | undefined }>;

/** One conversation in one panel, which survives hiding it and restarting the window. */
export class Conversation {
  readonly #deps: ConversationDeps;
  #id: string = crypto.randomUUID();
  #turns: readonly AskTurn[] = [];
  /** What was selected when a turn was asked, by the turn's id. */
  readonly #selections = new Map<number, AskSelection | undefined>();
  #panel: AskPanel | undefined;
  #running: AbortController | undefined;
  #progressAt = 0;
  #restored: Promise<void> = Promise.resolve();

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
  }

  /** Continues a conversation in a panel that the editor restored. */
  restore(panel: vscode.WebviewPanel, kept: ReturnType<typeof readKeptSession>): void {
    this.#panel?.dispose();
    this.#begin(kept.id, kept.turns);
    this.#panel = new AskPanel(panel, this.#deps.extensionUri, this.#handlers());
    this.#restored = this.#takeLater(kept.at);
  }

  /** Shows an earlier conversation, or an empty one. */
  open(id: string | undefined, turns: readonly AskTurn[]): void {
    this.#begin(id, turns);
    this.#show();
    this.#panel?.post({ kind: "session", ...this.#state() });
  }

  /** A new question ends the answer that is still running. */
  async ask(question: string, selection: AskSelection | undefined, options: AskOptions = {}): Promise<void> {
    const expanded = expandReadyQuestion(question, selection !== undefined);
    if (expanded.kind === "selectionMissing") {
      void vscode.window.showInformationMessage(
        t("Select the code that /{0} is about, then ask again.", expanded.name),
      );
      return;
    }
    await this.#restored;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#show();
    if (options.replaces !== undefined) this.#cutAt(options.replaces);
    const earlier = this.#turns.filter(({ status }) => status.kind === "done");
    const id = (this.#turns.at(-1)?.id ?? 0) + 1;
    const conversation = this.#id;
    this.#selections.set(id, selection);
    this.#put(newTurn(id, question, selection));
    this.#keep();
    const isOpen = () => this.#id === conversation; // Another one may have a turn with the same id.
    try {
      const { question: asked, pins } = readPins(expanded.question);
      const pinned = await this.#deps.resolvePins(pins, selection);
      if (pinned.kind === "refused") {
        this.#change(id, { status: { kind: "failed", message: pinned.reason, action: undefined } });
        return;
      }
      const { answeredBy } = options;
      const core = { ...this.#deps.core, chatModel: () => (answeredBy ? answeredBy.model : this.#deps.chatModel()) };
      const request = { question: asked, selection, earlier, pinned: pinned.passages };
      for await (const event of ask(request, core, running.signal)) {
        if (!isOpen()) break;
        this.#take(id, event);
        this.#deps.keeper.keepGrowing(this.#state());
      }
      if (running.signal.aborted && isOpen()) this.#stop(id);
    } catch (error) {
      if (isOpen()) this.#fail(id, error);
      else this.#deps.log.debug(`An answer that was closed failed: ${messageOf(error)}`);
    } finally {
      if (this.#running === running) this.#running = undefined;
      if (isOpen()) this.#keep();
    }
  }

  /** Shows how far the index is in the turn that waits for it. */
  progress(done: number, total: number): void {
    const turn = this.#turns.at(-1);
    if (turn?.status.kind !== "searching" || performance.now() - this.#progressAt < progressMs) return;
    this.#progressAt = performance.now();
    this.#change(turn.id, { status: { kind: "searching", indexed: { done, total } } });
  }

  /** Sends a message to the panel, if one is open. */
  post(message: Parameters<AskPanel["post"]>[0]): void {
    this.#panel?.post(message);
  }

  /** Ends a running answer, and keeps it as far as it came. */
  dispose(): void {
    this.#begin(undefined, []);
    this.#panel?.dispose();
  }

  #begin(id: string | undefined, turns: readonly AskTurn[]): void {
    if (this.#running) this.#keep(); // A running answer counts as stopped when it is read again.
    this.#running?.abort();
    this.#running = undefined;
    this.#id = id ?? crypto.randomUUID();
    this.#turns = turns.slice(-keptTurns);
    this.#selections.clear();
  }

  /** Takes the latest conversation in place of an older one: a window that closes may keep an older state of its page. */
  async #takeLater(at: number): Promise<void> {
    const before = this.#turns;
    try {
      const latest = await this.#deps.history.latest();
      if (latest && latest.at > at && this.#turns === before) this.#begin(latest.id, latest.turns);
    } catch (error) {
      this.#deps.log.warn(`The history of Ask can't be read: ${messageOf(error)}`);
    }
  }

  /** Shows the conversation in a page that has loaded. */
  async #fill(): Promise<void> {
    await this.#restored;
    this.#panel?.post({ kind: "session", ...this.#state() });
    this.#deps.sendColors();
  }

  #show(): void {
    if (this.#panel) this.#panel.reveal();
    else this.#panel = AskPanel.create(this.#deps.extensionUri, this.#handlers());
  }

  #take(id: number, event: AskEvent): void {
    switch (event.kind) {
      case "found": {
        const shown = event.model === undefined ? groupByFile(event.sources) : event.sources;
        const { fileCount, model, redactions, note: searchNote } = event;
        const sources = shown.map(toSource);
        this.#change(id, { sources, fileCount, model, redactions, searchNote, status: { kind: "answering" } });
        break;
      }
      case "sources":
        this.#change(id, { sources: event.sources.map(toSource) });
        break;
      case "redacted":
        this.#change(id, { redactions: event.count });
        break;
      case "step": {
        const steps = this.#turnOf(id)?.steps ?? [];
        this.#change(id, { steps: [...steps.filter((step) => step.id !== event.step.id), event.step] });
        break;
      }
      case "restart":
        this.#change(id, { answer: "" });
        break;
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
    const turn = this.#turnOf(id);
    if (turn?.sources.length === 0 && (ending === "passagesOnly" || ending === "nothingLikely")) {
      const note =
        turn.fileCount === 0
          ? t("There is no file to search here. Open a folder with code, then ask again.")
          : t("Nothing in {0} files matches. Try words that occur in the code.", turn.fileCount);
      return { kind: "done", note, action: undefined };
    }
    return { kind: "done", ...endings[ending] };
  }

  #stop(id: number): void {
    this.#change(id, { status: { kind: "stopped" }, steps: this.#endedSteps(id) });
  }

  #fail(id: number, error: unknown): void {
    this.#deps.log.warn(`Ask failed: ${messageOf(error)}`);
    const failure: AskFailure = explainAskFailure(error, this.#deps.addressNote());
    this.#change(id, { status: { kind: "failed", ...failure }, steps: this.#endedSteps(id) });
  }

  /** A step that was running when the answer ended has failed. */
  #endedSteps(id: number): AskTurn["steps"] {
    const steps = this.#turnOf(id)?.steps ?? [];
    return steps.map((step) => (step.state === "running" ? { ...step, state: "failed" } : step));
  }

  #turnOf(id: number): AskTurn | undefined {
    return this.#turns.find((turn) => turn.id === id);
  }

  #put(turn: AskTurn): void {
    const others = this.#turns.filter(({ id }) => id !== turn.id);
    this.#turns = [...others, turn].sort((a, b) => a.id - b.id).slice(-keptTurns);
    this.#panel?.post({ kind: "turn", turn });
  }

  #change(id: number, change: Partial<AskTurn>): void {
    const turn = this.#turnOf(id);
    if (turn) this.#put({ ...turn, ...change });
  }

  /** Removes a turn and those after it. */
  #cutAt(id: number): void {
    this.#turns = this.#turns.filter((turn) => turn.id < id);
    this.#panel?.post({ kind: "session", ...this.#state() });
  }

  #keep(): void {
    this.#deps.keeper.keep(this.#state());
  }

  #state(): AskSession {
    return { id: this.#id, at: Date.now(), turns: this.#turns };
  }

  #handlers(): AskPanelHandlers {
    const { completePin, log, showHistory } = this.#deps;
    const warn = (error: unknown) => log.warn(`Ask: ${messageOf(error)}`);
    return {
      ready: () => void this.#fill(),
      ask: ({ question, replaces }) => void this.#askAboutSelection(question, replaces).catch(warn),
      stop: () => this.#running?.abort(),
      startNew: () => this.open(undefined, []),
      showHistory,
      complete: (text) =>
        void completePin(text).then((items) => this.#panel?.post({ kind: "completions", text, items }), warn),
      showDiff: (block) => void this.#showDiff(block).catch(warn),
      rate: ({ turn, rating }) => this.#rate(turn, rating),
      act: ({ action, turn }) => void this.#act(action, turn).catch(warn),
      closed: () => {
        this.#panel = undefined;
        this.#begin(undefined, []);
      },
    };
  }

  async #askAboutSelection(question: string, replaces: number | undefined): Promise<void> {
    const before = replaces === undefined ? undefined : this.#selections.get(replaces);
    await this.ask(question, (await this.#deps.selection()) ?? before, { replaces });
  }

  async #showDiff({ text, path, turn: id }: FromAskPanel & { readonly kind: "showDiff" }): Promise<void> {
    const { changes, uriOf } = this.#deps;
    const uri = path === undefined ? undefined : await uriOf(path);
    if (path !== undefined && uri === undefined) {
      void vscode.window.showInformationMessage(t("{0} is not a file of this workspace. Use Insert at Cursor.", path));
      return;
    }
    await changes.show({ text, uri, selection: this.#selections.get(id) });
  }

  #rate(id: number, rating: AskRating): void {
    this.#change(id, { rating });
    this.#deps.onRated(rating);
    this.#keep();
  }

  async #act(action: AskAction, id: number): Promise<void> {
    if (action === "retry") return this.#askAgain(id, undefined);
    if (action !== "retryWith") return void (await vscode.commands.executeCommand(`hunch.${action}`));
    const answeredBy = await this.#deps.chooseModel();
    if (answeredBy) await this.#askAgain(id, answeredBy);
  }

  /** Asks a question again; the last turn makes room for its repetition. */
  async #askAgain(id: number, answeredBy: AskOptions["answeredBy"]): Promise<void> {
    const turn = this.#turnOf(id);
    if (!turn) return;
    const replaces = turn === this.#turns.at(-1) ? id : undefined;
    await this.ask(turn.question, this.#selections.get(id), { replaces, answeredBy });
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
    steps: [],
    answer: "",
    status: { kind: "searching", indexed: undefined },
    rating: undefined,
  };
}

function toSource<Source extends { readonly score: number }>({ score: _, ...source }: Source): Omit<Source, "score"> {
  return source;
}
