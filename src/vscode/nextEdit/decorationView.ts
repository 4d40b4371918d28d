import * as vscode from "vscode";
import type { NextEditKey, NextEditView, PlannedEdit, ShownNextEdit } from "../../app/nextEdit/nextEditPorts.ts";
import type { TextReplacement } from "../../core/nextEdit/textReplacement.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import { describeNextEdit } from "./describeNextEdit.ts";

const contextKey = "hunch.nextEdit";
const arrow =
  "data:image/svg+xml;utf8," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M3 8h9M8 4l4 4-4 4" fill="none" stroke="#3794ff" stroke-width="2"/></svg>',
  );

/**
 * Draws a next edit with decorations, which is all that stable API has for a change away from the cursor: the old text
 * struck through, the new one after it, an arrow in the gutter, and a hint at the cursor's line when it is out of sight.
 */
export class DecorationView implements NextEditView, vscode.Disposable {
  readonly #own = new DisposableStore();
  readonly #removed = this.#own.add(
    vscode.window.createTextEditorDecorationType({
      textDecoration: "line-through",
      backgroundColor: new vscode.ThemeColor("diffEditor.removedTextBackground"),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  readonly #inserted = this.#own.add(
    vscode.window.createTextEditorDecorationType({
      gutterIconPath: vscode.Uri.parse(arrow),
      gutterIconSize: "contain",
      overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.infoForeground"),
      overviewRulerLane: vscode.OverviewRulerLane.Center,
    }),
  );
  readonly #hint = this.#own.add(vscode.window.createTextEditorDecorationType({}));
  readonly #settings: Pick<WindowSettings, "current">;
  #announcement: vscode.Disposable | undefined;

  constructor(settings: Pick<WindowSettings, "current">) {
    this.#settings = settings;
  }

  async setKey(key: NextEditKey): Promise<void> {
    await vscode.commands.executeCommand("setContext", contextKey, key);
  }

  draw(shown: ShownNextEdit): void {
    const { proposal, replacement } = shown;
    const takesTab = this.#settings.current().nextEditKeys === "tab";
    const words = describeNextEdit(shown, takesTab ? "Tab" : "Alt+]");
    const target = vscode.window.visibleTextEditors.find(({ document }) =>
      isAt(document, proposal.path, shown.version),
    );
    const range = rangeOf(replacement);
    for (const editor of vscode.window.visibleTextEditors) {
      const isTarget = editor === target;
      editor.setDecorations(this.#removed, isTarget && !range.isEmpty ? [{ range, hoverMessage: words.hover }] : []);
      editor.setDecorations(
        this.#inserted,
        isTarget
          ? [
              {
                range: new vscode.Range(range.end, range.end),
                ...insertedText(words.inserted),
                hoverMessage: words.hover,
              },
            ]
          : [],
      );
      const isCursorHere = editor === vscode.window.activeTextEditor;
      const isInSight = isTarget && editor.visibleRanges.some((visible) => visible.contains(range.start));
      editor.setDecorations(this.#hint, isCursorHere && !isInSight ? [hintAt(editor, words.hint)] : []);
    }
    this.#announcement?.dispose();
    this.#announcement = vscode.window.setStatusBarMessage(words.announcement);
  }

  erase(): void {
    for (const editor of vscode.window.visibleTextEditors)
      for (const type of [this.#removed, this.#inserted, this.#hint]) editor.setDecorations(type, []);
    this.#announcement?.dispose();
    this.#announcement = undefined;
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

  async apply({ path, version, replacement }: PlannedEdit): Promise<boolean> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isAt(editor.document, path, version)) return false;
    const text = withLineEnds(replacement.text, editor.document);
    const isDone = await editor.edit((builder) => builder.replace(rangeOf(replacement), text), {
      undoStopBefore: true,
      undoStopAfter: true,
    });
    if (!isDone) return false;
    const lines = replacement.text.split("\n");
    const line = replacement.startLine + lines.length - 1;
    const column = (lines.length === 1 ? replacement.startColumn : 0) + (lines.at(-1)?.length ?? 0);
    const position = editor.document.validatePosition(new vscode.Position(line, column));
    editor.selection = new vscode.Selection(position, position);
    return true;
  }

  async preview(edits: readonly PlannedEdit[]): Promise<void> {
    const all = new vscode.WorkspaceEdit();
    const metadata = { needsConfirmation: true, label: "Remaining next edits" };
    for (const { path, version, replacement } of edits) {
      const document = vscode.workspace.textDocuments.find((each) => isAt(each, path, version));
      if (!document) continue;
      all.replace(document.uri, rangeOf(replacement), withLineEnds(replacement.text, document), metadata);
    }
    await vscode.workspace.applyEdit(all, { isRefactoring: true });
  }

  dispose(): void {
    this.erase();
    this.#own.dispose();
  }
}

function isAt(document: vscode.TextDocument, path: string, version: number): boolean {
  return document.uri.toString() === path && document.version === version;
}

function rangeOf({ startLine, startColumn, endLine, endColumn }: TextReplacement): vscode.Range {
  return new vscode.Range(startLine, startColumn, endLine, endColumn);
}

function withLineEnds(text: string, document: vscode.TextDocument): string {
  return document.eol === vscode.EndOfLine.CRLF ? text.replaceAll("\n", "\r\n") : text;
}

function insertedText(contentText: string): Pick<vscode.DecorationOptions, "renderOptions"> {
  return {
    renderOptions: {
      after: {
        contentText,
        color: new vscode.ThemeColor("editorGhostText.foreground"),
        backgroundColor: new vscode.ThemeColor("diffEditor.insertedTextBackground"),
      },
    },
  };
}

function hintAt(editor: vscode.TextEditor, contentText: string): vscode.DecorationOptions {
  const { range } = editor.document.lineAt(editor.selection.active.line);
  return {
    range: new vscode.Range(range.end, range.end),
    renderOptions: {
      after: { contentText, margin: "0 0 0 2em", color: new vscode.ThemeColor("editorCodeLens.foreground") },
    },
  };
}
