import { setTimeout as sleep } from "node:timers/promises";
import type { TypingEvent } from "../../../../test/support/page/typing.ts";
import { readScreen, takeEvents } from "../../../../test/support/ui/inPage.ts";
import { writeFiles } from "../../../../test/support/ui/startVsCode.ts";
import type { VsCode } from "../../../../test/support/ui/vsCode.ts";
import { scoreAnswer, startsWithLoosely } from "../../replay/engineScore.ts";
import type { ReplayCase } from "../../replay/replayCase.ts";
import { matchedChars } from "../../replay/replayTyping.ts";

/** What typing one line left. */
export interface Typed {
  readonly events: readonly TypingEvent[];
  /** Enter in the line above began it, so that Hunch was asked before its first character. */
  readonly isBegunWithEnter: boolean;
  /** The file's text, and the cursor's offset in it. */
  readonly text: string;
  readonly offset: number;
}

/** Types lines in a window, each in a workspace that has only the files of its case. */
export class Typist {
  readonly #editor: VsCode;
  /** Paths of the files of the last case. */
  #paths: readonly string[] = [];

  constructor(editor: VsCode) {
    this.#editor = editor;
  }

  /**
   * Types a line key by key. Ghost text that is right to its last character and not behind VS Code's list is accepted with
   * Tab instead of the next key.
   * @param nextGapMs milliseconds before each next key
   */
  async type(replayCase: ReplayCase, nextGapMs: () => number): Promise<Typed> {
    const { page } = this.#editor;
    await this.#open(replayCase);
    await takeEvents(page);
    const line = replayCase.targetLine.trimEnd();
    const isBegunWithEnter = await this.#begin(replayCase);
    if (!isBegunWithEnter) await takeEvents(page); // What was drawn beside the wrong indentation.
    let dueAt = performance.now();
    for (let typed = ""; typed.length < line.length; ) {
      dueAt = Math.max(dueAt + nextGapMs(), performance.now());
      await sleep(Math.max(1, dueAt - performance.now()));
      const { ghost, isListOpen } = await readScreen(page);
      const rest = line.slice(typed.length);
      if (ghost && !isListOpen && isRight(replayCase, ghost.text, typed)) {
        await page.keyboard.press("Tab");
        typed = await this.#typedOf(replayCase, typed.length + matchedChars(rest, ghost.text));
      } else {
        await page.keyboard.type(rest.slice(0, 1));
        typed += rest.slice(0, 1);
      }
    }
    const events = await takeEvents(page);
    await this.#settle();
    return { events, isBegunWithEnter, ...(await this.#state()) };
  }

  async #open({ path, recent, prefix, suffix }: ReplayCase): Promise<void> {
    const editor = this.#editor;
    await editor.reset();
    if (this.#paths.length > 0) await editor.probe.delete(this.#paths);
    const known = recent.toReversed();
    const begun = prefix.slice(0, Math.max(0, prefix.lastIndexOf("\n"))) + suffix;
    const files = Object.fromEntries([...known.map((file) => [file.path, file.text]), [path, begun]]);
    this.#paths = Object.keys(files);
    await writeFiles(editor.workspace, files);
    await editor.open(...known.map((file) => file.path), path);
  }

  /**
   * Begins the line with Enter at the end of the one above. If VS Code indents it otherwise than its author, the indentation
   * is written without keys, and Hunch is not asked before the first character.
   */
  async #begin({ path, prefix, suffix }: ReplayCase): Promise<boolean> {
    const { probe, page } = this.#editor;
    const wanted = prefix + suffix;
    const above = prefix.lastIndexOf("\n");
    if (above >= 0) {
      await this.#select(prefix.slice(0, above));
      await page.keyboard.press("Enter");
      await this.#settle();
      const { text, offset } = await this.#state();
      if (text === wanted && offset === prefix.length) return true;
    }
    await this.#editor.write(path, wanted);
    await probe.run("workbench.action.files.revert");
    await this.#select(prefix);
    return false;
  }

  /** Moves the cursor behind a text that the file starts with. */
  async #select(before: string): Promise<void> {
    const lines = before.split("\n");
    await this.#editor.probe.select(lines.length - 1, lines.at(-1)?.length ?? 0);
    await this.#settle();
  }

  async #state(): Promise<Pick<Typed, "text" | "offset">> {
    const { text, line, character } = await this.#editor.editor();
    const above = text.split("\n").slice(0, line);
    return { text, offset: above.reduce((sum, each) => sum + each.length + 1, character) };
  }

  /**
   * Returns the part of the line before the cursor. After Tab, that may include a bracket that was there already.
   * @param expected length according to the accepted ghost text, used if the file has another text
   */
  async #typedOf({ prefix, targetLine }: ReplayCase, expected: number): Promise<string> {
    await this.#settle();
    const { text, offset } = await this.#state();
    const written = text.slice(prefix.length, offset);
    const seen = startsWithLoosely(targetLine, written) ? matchedChars(targetLine, written) : 0;
    return targetLine.slice(0, Math.max(expected, seen));
  }

  /** Resolves when window and extension host have what the other has sent. */
  #settle(): Promise<void> {
    return this.#editor.whenDrawn();
  }
}

/** Whether ghost text is right to its last character, as the replay judges it. */
export function isRight(replayCase: ReplayCase, text: string, typed: string): boolean {
  return scoreAnswer(replayCase, { text, confidence: 1, origin: undefined }, typed).useful;
}
