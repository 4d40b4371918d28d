import type { AnswerBlock } from "./answerBlock.ts";
import { parseAnswer } from "./parseAnswer.ts";
import { type AnswerHandlers, renderBlock } from "./renderBlock.ts";
import { type CitedSource, markWeakCitations } from "./weakCitations.ts";

/**
 * Shows an answer while it grows. Unchanged blocks keep their elements, so nothing flickers, a selection is kept, and a
 * screen reader reads only new text.
 */
export class AnswerView {
  readonly root: HTMLElement;
  readonly #handlers: AnswerHandlers;
  #drawn: readonly string[] = [];

  constructor(root: HTMLElement, handlers: AnswerHandlers) {
    this.root = root;
    this.#handlers = handlers;
  }

  show(text: string, sources: readonly CitedSource[]): void {
    const blocks = markWeakCitations(parseAnswer(text, sources.length), sources);
    const keys = blocks.map((block) => JSON.stringify(block));
    const same = keys.findIndex((key, i) => key !== this.#drawn[i]);
    const keep = same < 0 ? keys.length : same;
    for (const old of [...this.root.children].slice(keep)) old.remove();
    for (const block of blocks.slice(keep)) this.root.append(this.#draw(block));
    this.#drawn = keys;
  }

  #draw(block: AnswerBlock): HTMLElement {
    return renderBlock(block, this.#handlers);
  }
}
