import { AnswerView } from "../answer/answerView.ts";
import { button, element } from "../dom/element.ts";
import { formatCount } from "../dom/format.ts";
import { type IconName, icon } from "../dom/icon.ts";
import { t } from "../dom/t.ts";
import { visibleText } from "../dom/visibleText.ts";
import type { PassagePreview } from "./passagePreview.ts";
import type { AskAction, AskRating, AskStatus, AskTurn, FromAskPanel } from "./protocol.ts";
import { renderRating, renderReasons } from "./ratingBar.ts";
import { describePlace, renderSources } from "./sourceList.ts";
import { renderSteps } from "./stepList.ts";
import { turnMarkdown } from "./turnMarkdown.ts";

const actionLabels = {
  chooseModel: t("Choose a Model…"),
  testConnection: t("Test Connection"),
  setApiKey: t("Set API Key…"),
  showLog: t("Show Log"),
  retry: t("Ask Again"),
  retryWith: t("Ask Another Model…"),
} as const satisfies Record<AskAction, string>;

export interface TurnHandlers {
  readonly post: (message: FromAskPanel) => void;
  /** Puts a question back into the field to be changed. */
  readonly edit: (turn: AskTurn) => void;
  readonly preview: PassagePreview;
}

/** Shows one question with its answer, and updates it as the answer grows. */
export class TurnView {
  readonly root: HTMLElement;
  readonly #status = element("p", { class: "status", attributes: { role: "status" } });
  readonly #steps = element("div");
  readonly #notes = element("div");
  readonly #tools = element("div", { class: "tools", attributes: { role: "toolbar", "aria-label": t("Answer") } });
  readonly #reasons = element("div");
  readonly #sources = element("div");
  readonly #answer: AnswerView;
  readonly #handlers: TurnHandlers;
  #turn: AskTurn;
  #drawnSources: AskTurn["sources"] | undefined;
  #frame: number | undefined;
  #isLast = true;
  #isEntered = false;

  constructor(turn: AskTurn, handlers: TurnHandlers) {
    const { post, preview } = handlers;
    this.#turn = turn;
    this.#handlers = handlers;
    const source = (number: number) => this.#turn.sources[number - 1];
    const place = (number: number) => {
      const found = source(number);
      return found ? describePlace(found) : "";
    };
    const root = element("div", { class: "answer", attributes: { "aria-live": "polite" } });
    this.#answer = new AnswerView(root, {
      openLink: (url) => post({ kind: "openLink", url }),
      openSource: (number) => this.#open(number),
      describeSource: place,
      copy: (text) => post({ kind: "copy", text }),
      insert: (text) => post({ kind: "insert", text }),
      showDiff: (text, path) => post({ kind: "showDiff", text, path, turn: this.#turn.id }),
      preview: (number, anchor) => preview.attach(anchor, () => source(number)),
    });
    const edit = this.#tool("edit", t("Edit Question"), () => handlers.edit(this.#turn));
    this.root = element(
      "article",
      { class: "turn", attributes: { "aria-label": t("Question: {0}", turn.question) } },
      element("div", { class: "question" }, element("h2", {}, visibleText(turn.question)), edit),
      turn.selection === undefined
        ? undefined
        : element("p", { class: "selection" }, t("About {0}", visibleText(turn.selection))),
      this.#status,
      this.#steps,
      root,
      this.#notes,
      this.#tools,
      this.#reasons,
      this.#sources,
    );
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.root.contains(relatedTarget))) this.#enter(false);
    });
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
    this.#drawSteps(turn);
    this.#notes.replaceChildren(...this.#notesOf(turn));
    this.#drawTools(turn);
    this.#drawSources(turn);
    this.#drawAnswer();
    this.#setStops();
  }

  /**
   * Tab leads through the last turn; an earlier one is a single stop, and Enter leads into it. Otherwise a long
   * conversation would be hundreds of stops.
   */
  set isLast(isLast: boolean) {
    this.#isLast = isLast;
    this.#setStops();
  }

  /** Text is drawn once a frame, however finely the answer comes. */
  append(text: string): void {
    this.#turn = { ...this.#turn, answer: this.#turn.answer + text };
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#drawAnswer();
    });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target === this.root) {
      event.preventDefault();
      this.#enter(true);
    } else if (event.key === "Escape" && this.#isEntered) {
      this.#enter(false);
      this.root.focus();
    }
  }

  #enter(isEntered: boolean): void {
    if (this.#isEntered === isEntered) return;
    this.#isEntered = isEntered;
    this.#setStops();
    if (isEntered) this.root.querySelector<HTMLElement>("button, summary")?.focus();
  }

  #setStops(): void {
    const isOpen = this.#isLast || this.#isEntered;
    if (this.#isLast) this.root.removeAttribute("tabindex");
    else this.root.tabIndex = 0;
    this.root.classList.toggle("earlier", !this.#isLast);
    for (const each of this.root.querySelectorAll<HTMLElement>("button, pre, summary, .table"))
      each.tabIndex = isOpen ? 0 : -1;
  }

  #drawAnswer(): void {
    this.#answer.show(visibleText(this.#turn.answer), this.#turn.sources);
  }

  #drawSteps(turn: AskTurn): void {
    const shown = this.#steps.querySelector("details");
    // What the user folded or unfolded stays so.
    const isOpen = shown?.open ?? isRunning(turn);
    this.#steps.replaceChildren(...(turn.steps.length > 0 ? [renderSteps(turn.steps, isOpen)] : []));
  }

  #drawSources(turn: AskTurn): void {
    if (this.#drawnSources === turn.sources || turn.sources.length === 0) return;
    this.#drawnSources = turn.sources;
    const isAnswer = turn.model === undefined;
    const open = (source: AskTurn["sources"][number]) =>
      this.#handlers.post({ kind: "openSource", uri: source.uri, line: source.focusLine });
    this.#sources.replaceChildren(renderSources(turn.sources, isAnswer, open));
  }

  #drawTools(turn: AskTurn): void {
    this.#tools.hidden = isRunning(turn) || (turn.answer === "" && turn.sources.length === 0);
    if (this.#tools.hidden) {
      this.#tools.replaceChildren();
      this.#reasons.replaceChildren();
      return;
    }
    const { post } = this.#handlers;
    const rate = (rating: AskRating) => post({ kind: "rate", turn: turn.id, rating });
    const [tools, reasons] = [focusIn(this.#tools), focusIn(this.#reasons)];
    this.#tools.replaceChildren(
      this.#tool("copy", t("Copy Answer"), () => post({ kind: "copy", text: turnMarkdown(turn) })),
      this.#tool("retry", actionLabels.retry, () => this.#act("retry")),
      this.#tool("model", actionLabels.retryWith, () => this.#act("retryWith")),
      ...renderRating(turn.rating, rate),
    );
    this.#reasons.replaceChildren(...(turn.rating?.isGood === false ? [renderReasons(turn.rating, rate)] : []));
    // A rating draws the thumbs and the reasons again; the keyboard stays where it was.
    buttonsIn(this.#tools)[tools]?.focus();
    buttonsIn(this.#reasons)[reasons]?.focus();
  }

  #tool(name: IconName, label: string, onClick: () => void): HTMLButtonElement {
    return button({ class: "icon-button", title: label, label, onClick }, icon(name));
  }

  #open(number: number): void {
    const source = this.#turn.sources[number - 1];
    if (source) this.#handlers.post({ kind: "openSource", uri: source.uri, line: source.focusLine });
  }

  #notesOf({ status, redactions, model, searchNote }: AskTurn): readonly HTMLElement[] {
    const notes: HTMLElement[] = [];
    if (status.kind === "failed") {
      notes.push(element("div", { class: "failure" }, icon("warning"), element("p", {}, visibleText(status.message))));
    }
    if (status.kind === "done" && status.note !== undefined) notes.push(element("p", { class: "note" }, status.note));
    if (status.kind === "stopped") notes.push(element("p", { class: "note" }, t("Stopped.")));
    if (searchNote !== undefined) notes.push(element("p", { class: "note" }, visibleText(searchNote)));
    if (redactions > 0 && model !== undefined) notes.push(element("p", { class: "note" }, redactionLine(redactions)));
    const actions = actionsOf(status);
    if (actions.length > 0)
      notes.push(element("p", { class: "actions" }, ...actions.map((action) => this.#button(action))));
    return notes;
  }

  #button(action: AskAction): HTMLButtonElement {
    return button({ class: "secondary", onClick: () => this.#act(action) }, actionLabels[action]);
  }

  #act(action: AskAction): void {
    this.#handlers.post({ kind: "act", action, turn: this.#turn.id });
  }
}

/** An answer that was stopped or that broke can be asked for again. */
function actionsOf(status: AskStatus): readonly AskAction[] {
  switch (status.kind) {
    case "stopped":
      return ["retry"];
    case "failed":
      return [...new Set<AskAction>([...(status.action ? [status.action] : []), "retry", "retryWith"])];
    case "done":
      return status.action ? [status.action] : [];
    default:
      return [];
  }
}

function buttonsIn(root: HTMLElement): readonly HTMLButtonElement[] {
  return [...root.querySelectorAll("button")];
}

/** Returns the position of the button with the focus; -1 if none has. */
function focusIn(root: HTMLElement): number {
  const { activeElement } = document;
  return activeElement instanceof HTMLButtonElement ? buttonsIn(root).indexOf(activeElement) : -1;
}

/** Whether the turn is still running. */
export function isRunning({ status }: AskTurn): boolean {
  return status.kind === "searching" || status.kind === "answering";
}

function statusLine({ status, model, fileCount, steps }: AskTurn): readonly (Node | string)[] {
  switch (status.kind) {
    case "searching":
      return [element("span", { class: "pulse" }), searchingLine(status.indexed)];
    case "answering": {
      const step = steps.findLast(({ state }) => state === "running");
      const doing = step ? `${visibleText(step.label)}…` : answeringLine(fileCount, model ?? "");
      return [element("span", { class: "pulse" }), doing];
    }
    case "done":
      return model === undefined ? [] : [`${model}`];
    case "stopped":
    case "failed":
      return [];
  }
}

function answeringLine(fileCount: number, model: string): string {
  return fileCount === 1
    ? t("Searched 1 file. {0} is answering…", model)
    : t("Searched {0} files. {1} is answering…", formatCount(fileCount), model);
}

function searchingLine(indexed: { readonly done: number; readonly total: number } | undefined): string {
  if (!indexed || indexed.done >= indexed.total) return t("Searching your files…");
  return t("Indexing your files: {0} of {1}…", formatCount(indexed.done), formatCount(indexed.total));
}

function redactionLine(count: number): string {
  return count === 1
    ? t("One passage looked like a secret and was redacted before it was sent.")
    : t("{0} passages looked like secrets and were redacted before they were sent.", formatCount(count));
}
