import { button, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { t } from "../dom/t.ts";
import { CompletionList } from "./completionList.ts";
import type { AskCompletion } from "./protocol.ts";
import { ownCompletions, stillFitting, type TypedWord, wordAtCaret } from "./wordAtCaret.ts";

export interface QuestionBoxHandlers {
  /** @param replaces id of the turn whose question was edited */
  readonly ask: (question: string, replaces: number | undefined) => void;
  readonly stop: () => void;
  /** Requests proposals for a word; they come back through {@link QuestionBox.propose}. */
  readonly complete: (text: string) => void;
}

/** The field for the next question: Enter asks, Shift+Enter adds a line, Escape stops a running answer. */
export class QuestionBox {
  readonly root: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  readonly #editing = element("p", { class: "editing", attributes: { role: "status" } });
  readonly #list = new CompletionList((item) => this.#insert(item));
  readonly #handlers: QuestionBoxHandlers;
  #isRunning = false;
  #hasTurns = false;
  #replaces: number | undefined;

  constructor(handlers: QuestionBoxHandlers) {
    this.#handlers = handlers;
    this.#field = element("textarea", {
      label: t("Question about the code"),
      attributes: {
        rows: "1",
        maxlength: "4000",
        spellcheck: "false",
        "aria-autocomplete": "list",
        "aria-controls": this.#list.root.id,
      },
    });
    this.#send = button({ class: "send", onClick: () => this.#act() });
    this.#field.addEventListener("input", () => {
      this.#fit();
      this.#complete();
    });
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("blur", () => this.#show([]));
    const box = element("div", { class: "question-box" }, this.#field, this.#send);
    this.root = element("div", { class: "question-area" }, this.#list.root, this.#editing, box);
    this.#draw();
  }

  /** Updates the buttons for whether an answer is running and whether there is an earlier one. */
  running(isRunning: boolean, hasTurns: boolean): void {
    this.#isRunning = isRunning;
    this.#hasTurns = hasTurns;
    this.#draw();
  }

  fill(question: string): void {
    this.#field.value = question;
    this.#fit();
    this.#field.focus();
  }

  /** Lets the user change a question that was asked; sending it takes the place of that turn and those after it. */
  edit(question: string, turn: number): void {
    this.#replaces = turn;
    this.fill(question);
    this.#draw();
  }

  focus(): void {
    this.#field.focus();
  }

  /** Shows proposals for the word that is being typed, unless another one is by now. */
  propose(text: string, items: readonly AskCompletion[]): void {
    if (this.#word()?.text === text && document.activeElement === this.#field) this.#show(items);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (this.#list.key(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      this.#markChosen();
      return;
    }
    if (event.key === "Escape") this.#escape(event);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (!this.#isRunning) this.#act();
  }

  #escape(event: KeyboardEvent): void {
    if (this.#isRunning) return; // The panel stops the answer.
    if (this.#replaces === undefined) return;
    event.stopPropagation();
    this.#replaces = undefined;
    this.#field.value = "";
    this.#fit();
    this.#draw();
  }

  #act(): void {
    if (this.#isRunning) {
      this.#handlers.stop();
      return;
    }
    const question = this.#field.value.trim();
    if (question === "") return;
    const replaces = this.#replaces;
    this.#replaces = undefined;
    this.#field.value = "";
    this.#show([]);
    this.#fit();
    this.#draw();
    this.#handlers.ask(question, replaces);
    this.#field.focus(); // A click on the button took the focus.
  }

  #word(): TypedWord | undefined {
    const { value, selectionStart, selectionEnd } = this.#field;
    return selectionStart === selectionEnd ? wordAtCaret(value, selectionStart) : undefined;
  }

  #complete(): void {
    const word = this.#word();
    const own = word ? ownCompletions(word) : [];
    if (own) this.#show(own);
    else if (word) {
      this.#show(stillFitting(this.#list.items, word));
      this.#handlers.complete(word.text);
    }
  }

  #insert({ insert }: AskCompletion): void {
    const word = this.#word();
    if (!word) return;
    this.#field.setRangeText(insert, word.from, word.from + word.text.length, "end");
    this.#fit();
    this.#complete();
  }

  #show(items: readonly AskCompletion[]): void {
    this.#list.show(items);
    this.#markChosen();
  }

  #markChosen(): void {
    const { chosenId } = this.#list;
    if (chosenId === undefined) this.#field.removeAttribute("aria-activedescendant");
    else this.#field.setAttribute("aria-activedescendant", chosenId);
  }

  #draw(): void {
    this.#send.title = this.#isRunning ? t("Stop (Escape)") : t("Ask (Enter)");
    this.#send.setAttribute("aria-label", this.#isRunning ? t("Stop") : t("Ask"));
    this.#send.replaceChildren(icon(this.#isRunning ? "stop" : "send"));
    this.#field.placeholder = this.#hasTurns
      ? t("Ask a follow-up question; # adds context")
      : t("Ask about your code; # adds context");
    this.#editing.hidden = this.#replaces === undefined;
    this.#editing.textContent =
      this.#replaces === undefined ? "" : t("Replaces this question and everything after it. Press Escape to cancel.");
  }

  /** Fits the height to the text, up to a third of the panel. */
  #fit(): void {
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(this.#field.scrollHeight + 2, window.innerHeight / 3)}px`;
  }
}
