import * as vscode from "vscode";

const arrow = (color: string) =>
  vscode.Uri.parse(
    `data:image/svg+xml;utf8,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M3 8h9M8 4l4 4-4 4" fill="none" stroke="${color}" stroke-width="2"/></svg>`,
    )}`,
  );

/** Old text: struck through, so that it is readable without color. */
export function createRemovedType(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    textDecoration: "line-through",
    backgroundColor: new vscode.ThemeColor("diffEditor.removedTextBackground"),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/** New text, with an arrow in the gutter and a mark in the overview ruler. */
export function createInsertedType(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    gutterIconSize: "contain",
    light: { gutterIconPath: arrow("#0550ae") },
    dark: { gutterIconPath: arrow("#58a6ff") },
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.infoForeground"),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
}

/**
 * New text on one line, after the old text. It is in the color of text, since high contrast themes have no color of ghost
 * text; there, a border takes the place of the background.
 */
export function insertedText(contentText: string): vscode.DecorationInstanceRenderOptions {
  return {
    after: {
      contentText,
      color: new vscode.ThemeColor("editor.foreground"),
      backgroundColor: new vscode.ThemeColor("diffEditor.insertedTextBackground"),
      border: "1px solid",
      borderColor: new vscode.ThemeColor("diffEditor.insertedTextBorder"),
      fontStyle: "italic",
    },
  };
}

/** A box that floats over the code to the right of a line and moves nothing. @param images addresses by theme */
export function floatingBox(images: {
  readonly light: string;
  readonly dark: string;
}): vscode.DecorationInstanceRenderOptions {
  const after = (address: string) => ({
    after: {
      contentIconPath: vscode.Uri.parse(address),
      textDecoration: "none; position: absolute; margin-left: 2em; z-index: 10",
    },
  });
  return { light: after(images.light), dark: after(images.dark) };
}

/** A sentence after the end of a line. */
export function hintText(contentText: string): vscode.DecorationInstanceRenderOptions {
  return {
    after: {
      contentText,
      margin: "0 0 0 2em",
      color: new vscode.ThemeColor("editor.foreground"),
      backgroundColor: new vscode.ThemeColor("editorInlayHint.background"),
      border: "1px solid",
      borderColor: new vscode.ThemeColor("editorHoverWidget.border"),
    },
  };
}
