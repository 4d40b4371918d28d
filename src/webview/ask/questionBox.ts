import { button, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";

export interface QuestionBoxHandlers {
  readonly ask: (question: string) => void;
  readonly stop: () => void;
}

/** The field for the next question: Enter asks, Shift+Enter adds a line, Escape stops a running answer. */
export class QuestionBox {
  readonly root: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  readonly #handlers: QuestionBoxHandlers;
  #isRunning = false;

  constructor(handlers: QuestionBoxHandlers) {
    this.#handlers = handlers;
    this.#field = element("textarea", {
      label: "Question about the code",
      attributes: { rows: "1", maxlength: "4000", placeholder: "Ask about your code", spellcheck: "false" },
    });
    this.#send = button({ class: "send", onClick: () => this.#act() });
    this.#field.addEventListener("input", () => this.#fit());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.root = element("div", { class: "question-box" }, this.#field, this.#send);
    this.running(false, false);
  }

  /** Updates the buttons for whether an answer is running and whether there is an earlier one. */
  running(isRunning: boolean, hasTurns: boolean): void {
    this.#isRunning = isRunning;
    const label = isRunning ? "Stop" : "Ask";
    this.#send.title = isRunning ? "Stop (Escape)" : "Ask (Enter)";
    this.#send.setAttribute("aria-label", label);
    this.#send.replaceChildren(icon(isRunning ? "stop" : "send"));
    this.#field.placeholder = hasTurns ? "Ask a follow-up question" : "Ask about your code";
  }

  fill(question: string): void {
    this.#field.value = question;
    this.#fit();
    this.#field.focus();
  }

  focus(): void {
    this.#field.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.#isRunning) this.#handlers.stop();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.#isRunning) this.#act();
  }

  #act(): void {
    if (this.#isRunning) {
      this.#handlers.stop();
      return;
    }
    const question = this.#field.value.trim();
    if (question === "") return;
    this.#field.value = "";
    this.#fit();
    this.#handlers.ask(question);
    this.#field.focus(); // A click on the button took the focus.
  }

  /** Fits the height to the text, up to a third of the panel. */
  #fit(): void {
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(this.#field.scrollHeight + 2, window.innerHeight / 3)}px`;
  }
}
