import * as vscode from "vscode";
import type {
  AppliedEdit,
  NextEditKey,
  NextEditView,
  PlannedEdit,
  RenamedDeclaration,
  ShownNextEdit,
} from "../../app/nextEdit/nextEditPorts.ts";
import type { RenamedName } from "../../core/nextEdit/renamedName.ts";
import type { TextReplacement } from "../../core/nextEdit/textReplacement.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import { boxFontOf } from "./boxFontOf.ts";
import { describeNextEdit, type NextEditDirection, type NextEditWords } from "./describeNextEdit.ts";
import { darkBox, drawBox, lightBox } from "./drawBox.ts";
import { EditPreview } from "./editPreview.ts";
import { createInsertedType, createRemovedType, floatingBox, hintText, insertedText } from "./nextEditDecorations.ts";
import { isAt, rangeOf, withLineEnds } from "./placeOf.ts";
import { canRename, renameBack } from "./renameBack.ts";
import { ScreenReaderNotice } from "./screenReaderNotice.ts";

const contextKey = "hunch.nextEdit";

/**
 * Draws a next edit with decorations, which is all that stable API has for a change away from the cursor: the old text
 * struck through, the new one after it or in a box, an arrow in the gutter, and a hint at the cursor's line when the edit
 * is out of sight.
 */
export class DecorationView implements NextEditView, vscode.Disposable {
  readonly #own = new DisposableStore();
  readonly #removed = this.#own.add(createRemovedType());
  readonly #inserted = this.#own.add(createInsertedType());
  readonly #hint = this.#own.add(vscode.window.createTextEditorDecorationType({}));
  readonly #preview = this.#own.add(new EditPreview());
  readonly #notice = this.#own.add(new ScreenReaderNotice());
  readonly #settings: Pick<WindowSettings, "current">;
  #shown: ShownNextEdit | undefined;

  constructor(settings: Pick<WindowSettings, "current">) {
    this.#settings = settings;
    const redraw = () => this.#shown && this.#drawIn(this.#shown);
    this.#own.add(vscode.window.onDidChangeTextEditorVisibleRanges(redraw));
    this.#own.add(vscode.window.onDidChangeVisibleTextEditors(redraw));
  }

  async setKey(key: NextEditKey): Promise<void> {
    await vscode.commands.executeCommand("setContext", contextKey, key);
  }

  isProblem(path: string, { line, start, end }: RenamedName): boolean {
    const place = new vscode.Range(line, start, line, end);
    return vscode.languages
      .getDiagnostics(vscode.Uri.parse(path))
      .some(({ severity, range }) => severity === vscode.DiagnosticSeverity.Error && range.isEqual(place));
  }

  draw(shown: ShownNextEdit): void {
    this.#shown = shown;
    const { place, announcement } = this.#drawIn(shown);
    this.#notice.say(place, announcement);
  }

  erase(): void {
    this.#shown = undefined;
    for (const editor of vscode.window.visibleTextEditors)
      for (const type of [this.#removed, this.#inserted, this.#hint]) editor.setDecorations(type, []);
    this.#notice.clear();
  }

  async indent(): Promise<void> {
    await vscode.commands.executeCommand("tab");
  }

  async jump(path: string, line: number, column: number): Promise<void> {
    const position = new vscode.Position(line, column);
    const selection = new vscode.Selection(position, position);
    const editor = await vscode.window.showTextDocument(vscode.Uri.parse(path), { selection });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async apply({ path, version, replacement }: PlannedEdit): Promise<AppliedEdit | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isAt(editor.document, path, version)) return undefined;
    const text = withLineEnds(replacement.text, editor.document);
    const range = rangeOf(replacement);
    const start = editor.document.offsetAt(range.start);
    const isDone = await editor.edit((builder) => builder.replace(range, text), {
      undoStopBefore: true,
      undoStopAfter: true,
    });
    if (!isDone) return undefined;
    const position = editor.document.validatePosition(endOf(replacement));
    editor.selection = new vscode.Selection(position, position);
    return { start, length: text.length };
  }

  preview(edits: readonly PlannedEdit[]): Promise<boolean> {
    return this.#preview.confirm(edits);
  }

  canRename(declaration: RenamedDeclaration): Promise<boolean> {
    return canRename(declaration);
  }

  rename(declaration: RenamedDeclaration): Promise<boolean> {
    return renameBack(declaration);
  }

  explain(sentence: string, ...args: readonly string[]): void {
    void vscode.window.showInformationMessage(t(sentence, ...args));
  }

  dispose(): void {
    this.erase();
    this.#own.dispose();
  }

  /** Returns the texts that it is drawn with. */
  #drawIn(shown: ShownNextEdit): NextEditWords {
    const { proposal, replacement } = shown;
    const front = vscode.window.activeTextEditor;
    const target = findTarget(shown);
    const range = rangeOf(replacement);
    const isTabFree = this.#settings.current().nextEditKeys !== "tab";
    const names = { take: isTabFree ? "Alt+]" : "Tab", all: "Alt+Shift+]" };
    const words = describeNextEdit(shown, names, directionTo(proposal.path, range.start, front), t);
    const isInSight = target?.visibleRanges.some((visible) => visible.contains(range.start)) ?? false;
    const hints = [isInSight ? undefined : words.hint, words.all].filter((each) => each !== undefined);
    const hoverMessage = new vscode.MarkdownString().appendText(words.hover);
    for (const editor of vscode.window.visibleTextEditors) {
      const isTarget = editor === target;
      editor.setDecorations(this.#removed, isTarget && !range.isEmpty ? [{ range, hoverMessage }] : []);
      const inserted = isTarget ? [{ ...newText(editor.document, replacement, words), hoverMessage }] : [];
      editor.setDecorations(this.#inserted, inserted);
      const hint = hints.length > 0 && editor === front ? [hintAt(editor, hints.join(" · "))] : [];
      editor.setDecorations(this.#hint, hint);
    }
    return words;
  }
}

/** The editor that shows the place, that with the cursor first. */
function findTarget({ proposal, version }: ShownNextEdit): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor, ...visibleTextEditors] : visibleTextEditors;
  return editors.find(({ document }) => isAt(document, proposal.path, version));
}

function directionTo(path: string, place: vscode.Position, front: vscode.TextEditor | undefined): NextEditDirection {
  if (front?.document.uri.toString() !== path) return "otherFile";
  return place.isBefore(front.selection.active) ? "up" : "down";
}

/** New text after the old one; several lines as a box to the right of the line that they replace or follow. */
function newText(
  document: vscode.TextDocument,
  replacement: TextReplacement,
  { inserted, box }: { readonly inserted: string; readonly box: readonly string[] | undefined },
): vscode.DecorationOptions {
  const { start, end } = rangeOf(replacement);
  if (!box) return { range: new vscode.Range(end, end), renderOptions: insertedText(inserted) };
  const font = boxFontOf(document);
  const isNewLine = start.character === 0 && start.isEqual(end) && start.line > 0;
  const anchor = document.lineAt(document.validatePosition(start).line - (isNewLine ? 1 : 0)).range.end;
  const images = { light: drawBox(box, font, lightBox), dark: drawBox(box, font, darkBox) };
  return { range: new vscode.Range(anchor, anchor), renderOptions: floatingBox(images) };
}

/** The end of the new text, on its own last line. */
function endOf({ startLine, startColumn, text }: TextReplacement): vscode.Position {
  const lines = (startColumn === 0 && text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const column = (lines.length === 1 ? startColumn : 0) + (lines.at(-1)?.length ?? 0);
  return new vscode.Position(startLine + lines.length - 1, column);
}

function hintAt(editor: vscode.TextEditor, sentence: string): vscode.DecorationOptions {
  const { end } = editor.document.lineAt(editor.selection.active.line).range;
  return { range: new vscode.Range(end, end), renderOptions: hintText(sentence) };
}
