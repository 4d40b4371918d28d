import { element } from "../dom/element.ts";
import { t } from "../dom/t.ts";
import { visibleText } from "../dom/visibleText.ts";
import type { AskCompletion } from "./protocol.ts";

/** The list of proposals above the question: arrows choose, Enter or Tab takes, Escape closes. */
export class CompletionList {
  readonly root = element("ul", {
    class: "completions",
    label: t("Proposals"),
    attributes: { role: "listbox", id: "completions" },
  });
  readonly #take: (item: AskCompletion) => void;
  #items: readonly AskCompletion[] = [];
  #chosen = 0;

  constructor(take: (item: AskCompletion) => void) {
    this.#take = take;
    this.root.hidden = true;
  }

  /** What it shows. */
  get items(): readonly AskCompletion[] {
    return this.#items;
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  /** Id of the chosen proposal's element, for assistive technology. */
  get chosenId(): string | undefined {
    return this.isOpen ? `completion-${this.#chosen}` : undefined;
  }

  show(items: readonly AskCompletion[]): void {
    this.#items = items;
    this.#chosen = 0;
    this.root.hidden = items.length === 0;
    this.#draw();
  }

  /** Handles a key while the list is open. @returns whether the key was meant for the list */
  key(key: string): boolean {
    if (!this.isOpen) return false;
    switch (key) {
      case "ArrowDown":
      case "ArrowUp": {
        const step = key === "ArrowDown" ? 1 : this.#items.length - 1;
        this.#chosen = (this.#chosen + step) % this.#items.length;
        this.#draw();
        return true;
      }
      case "Enter":
      case "Tab": {
        const item = this.#items[this.#chosen];
        this.show([]);
        if (item) this.#take(item);
        return true;
      }
      case "Escape":
        this.show([]);
        return true;
      default:
        return false;
    }
  }

  #draw(): void {
    const rows = this.#items.map((item, i) => {
      const row = element(
        "li",
        {
          class: "completion",
          attributes: { role: "option", id: `completion-${i}`, "aria-selected": String(i === this.#chosen) },
        },
        element("span", { class: "label" }, visibleText(item.label)),
        element("span", { class: "detail" }, visibleText(item.detail)),
      );
      // Before the field loses the focus.
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.show([]);
        this.#take(item);
      });
      return row;
    });
    this.root.replaceChildren(...rows);
    rows[this.#chosen]?.scrollIntoView({ block: "nearest" });
  }
}
