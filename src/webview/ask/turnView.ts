import { AnswerView } from "../answer/answerView.ts";
import { button, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { visibleText } from "../dom/visibleText.ts";
import type { AskAction, AskStatus, AskTurn, FromAskPanel } from "../protocol.ts";
import { describePlace, renderSources } from "./sourceList.ts";

const actionLabels = {
  chooseModel: "Choose a Model…",
  testConnection: "Test Connection",
  setApiKey: "Set API Key…",
  showLog: "Show Log",
  retry: "Ask Again",
} as const satisfies Record<AskAction, string>;

/** Shows one question with its answer, and updates it as the answer grows. */
export class TurnView {
  readonly root: HTMLElement;
  readonly #status = element("p", { class: "status", attributes: { role: "status" } });
  readonly #notes = element("div");
  readonly #sources = element("div");
  readonly #answer: AnswerView;
  readonly #post: (message: FromAskPanel) => void;
  #turn: AskTurn;
  #drawnSources: AskTurn["sources"] | undefined;
  #frame: number | undefined;
  #isLast = true;

  constructor(turn: AskTurn, post: (message: FromAskPanel) => void) {
    this.#turn = turn;
    this.#post = post;
    const place = (number: number) => {
      const source = this.#turn.sources[number - 1];
      return source ? describePlace(source) : "";
    };
    const root = element("div", { class: "answer", attributes: { "aria-live": "polite" } });
    this.#answer = new AnswerView(root, {
      openLink: (url) => post({ kind: "openLink", url }),
      openSource: (number) => this.#open(number),
      describeSource: place,
      copy: (text) => post({ kind: "copy", text }),
      insert: (text) => post({ kind: "insert", text }),
    });
    this.root = element(
      "article",
      { class: "turn", attributes: { "aria-label": `Question: ${turn.question}` } },
      element("h2", {}, turn.question),
      turn.selection === undefined ? undefined : element("p", { class: "selection" }, `About ${turn.selection}`),
      this.#status,
      root,
      this.#notes,
      this.#sources,
    );
    this.update(turn);
  }

  get turn(): AskTurn {
    return this.#turn;
  }

  update(turn: AskTurn): void {
    this.#turn = turn;
    this.#status.replaceChildren(...statusLine(turn));
    this.#status.hidden = this.#status.childNodes.length === 0;
    this.#answer.root.setAttribute("aria-busy", String(isRunning(turn)));
    this.#notes.replaceChildren(...this.#notesOf(turn));
    this.#drawSources(turn);
    this.#drawAnswer();
  }

  /** Sources of earlier turns are reached by the mouse only: Tab leads through the last answer. */
  set isLast(isLast: boolean) {
    this.#isLast = isLast;
    for (const each of this.#sources.querySelectorAll<HTMLElement>("button, pre, summary"))
      each.tabIndex = isLast ? 0 : -1;
  }

  /** Text is drawn once a frame, however finely the answer comes. */
  append(text: string): void {
    this.#turn = { ...this.#turn, answer: this.#turn.answer + text };
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#drawAnswer();
    });
  }

  #drawAnswer(): void {
    this.#answer.show(visibleText(this.#turn.answer), this.#turn.sources);
  }

  #drawSources(turn: AskTurn): void {
    if (this.#drawnSources === turn.sources || turn.sources.length === 0) return;
    this.#drawnSources = turn.sources;
    const isAnswer = turn.model === undefined;
    const open = (source: AskTurn["sources"][number]) =>
      this.#post({ kind: "openSource", uri: source.uri, line: source.focusLine });
    this.#sources.replaceChildren(renderSources(turn.sources, isAnswer, open));
    this.isLast = this.#isLast;
  }

  #open(number: number): void {
    const source = this.#turn.sources[number - 1];
    if (source) this.#post({ kind: "openSource", uri: source.uri, line: source.focusLine });
  }

  #notesOf({ status, redactions, model }: AskTurn): readonly HTMLElement[] {
    const notes: HTMLElement[] = [];
    if (status.kind === "failed") {
      notes.push(element("div", { class: "failure" }, icon("warning"), element("p", {}, status.message)));
    }
    if (status.kind === "done" && status.note !== undefined) notes.push(element("p", { class: "note" }, status.note));
    if (status.kind === "stopped") notes.push(element("p", { class: "note" }, "Stopped."));
    if (redactions > 0 && model !== undefined) notes.push(element("p", { class: "note" }, redactionLine(redactions)));
    const actions = actionsOf(status);
    if (actions.length > 0)
      notes.push(element("p", { class: "actions" }, ...actions.map((action) => this.#button(action))));
    return notes;
  }

  #button(action: AskAction): HTMLButtonElement {
    const act = () => this.#post({ kind: "act", action, turn: this.#turn.id });
    return button({ class: "secondary", onClick: act }, actionLabels[action]);
  }
}

/** An answer that was stopped or that broke can be asked for again. */
function actionsOf(status: AskStatus): readonly AskAction[] {
  switch (status.kind) {
    case "stopped":
      return ["retry"];
    case "failed":
      return [...new Set<AskAction>([...(status.action ? [status.action] : []), "retry"])];
    case "done":
      return status.action ? [status.action] : [];
    default:
      return [];
  }
}

/** Whether the turn is still running. */
export function isRunning({ status }: AskTurn): boolean {
  return status.kind === "searching" || status.kind === "answering";
}

function statusLine({ status, model, fileCount }: AskTurn): readonly (Node | string)[] {
  switch (status.kind) {
    case "searching":
      return [element("span", { class: "pulse" }), searchingLine(status.indexed)];
    case "answering":
      return [element("span", { class: "pulse" }), `Searched ${fileCount} files. ${model} is answering…`];
    case "done":
      return model === undefined ? [] : [`${model}`];
    case "stopped":
    case "failed":
      return [];
  }
}

function searchingLine(indexed: { readonly done: number; readonly total: number } | undefined): string {
  if (!indexed || indexed.done >= indexed.total) return "Searching your files…";
  return `Indexing your files: ${indexed.done} of ${indexed.total}…`;
}

function redactionLine(count: number): string {
  return count === 1
    ? "One passage looked like a secret and was redacted before it was sent."
    : `${count} passages looked like secrets and were redacted before they were sent.`;
}
