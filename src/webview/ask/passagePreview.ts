import { element } from "../dom/element.ts";
import { t } from "../dom/t.ts";
import type { AskSource } from "./protocol.ts";
import { describePlace, renderLines } from "./sourceList.ts";

/** Lines of a passage that are shown; the others are one click away. */
const mostLines = 14;
/** Distance to the citation and to the window's edges, in pixels. */
const gap = 6;

/** One box that shows the passage behind the citation under the pointer or with the focus. Escape closes it. */
export class PassagePreview {
  readonly root = element("div", { class: "preview", attributes: { role: "tooltip", id: "passage-preview" } });
  #anchor: HTMLElement | undefined;

  constructor() {
    this.root.hidden = true;
    window.addEventListener("scroll", () => this.#hide(), { passive: true });
    // A citation that is drawn again while the answer grows does not report that the pointer leaves it.
    document.addEventListener("mouseover", () => {
      if (this.#anchor && !this.#anchor.isConnected) this.#hide();
    });
    window.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#hide();
    });
  }

  /** @param source looked up when the passage is about to be shown */
  attach(anchor: HTMLElement, source: () => AskSource | undefined): void {
    for (const event of ["mouseenter", "focus"]) anchor.addEventListener(event, () => this.#show(anchor, source()));
    for (const event of ["mouseleave", "blur", "click"]) anchor.addEventListener(event, () => this.#hide());
  }

  #show(anchor: HTMLElement, source: AskSource | undefined): void {
    if (!source) return;
    this.#hide();
    const note = anchor.classList.contains("weak")
      ? element("p", { class: "reason" }, t("This passage contains none of the names in the sentence."))
      : undefined;
    this.root.replaceChildren(
      element("p", { class: "preview-place" }, describePlace(source)),
      ...(note ? [note] : []),
      renderLines(aroundFocus(source)),
    );
    this.#anchor = anchor;
    anchor.setAttribute("aria-describedby", this.root.id);
    this.root.hidden = false;
    this.#place(anchor.getBoundingClientRect());
  }

  /** Above the citation, or below it where there is no room. */
  #place(anchor: DOMRect): void {
    const { width, height } = this.root.getBoundingClientRect();
    const left = Math.max(gap, Math.min(anchor.left, window.innerWidth - width - gap));
    const above = anchor.top - height - gap;
    this.root.style.left = `${left}px`;
    this.root.style.top = `${above >= gap ? above : anchor.bottom + gap}px`;
  }

  #hide(): void {
    this.#anchor?.removeAttribute("aria-describedby");
    this.#anchor = undefined;
    this.root.hidden = true;
  }
}

/** The lines of a passage around the one that matters. */
function aroundFocus(source: AskSource): AskSource {
  const lines = source.text.split("\n");
  const focus = source.focusLine - source.startLine;
  const from = Math.max(0, Math.min(focus - Math.floor(mostLines / 2), lines.length - mostLines));
  return { ...source, startLine: source.startLine + from, text: lines.slice(from, from + mostLines).join("\n") };
}
