import * as vscode from "vscode";
import type { BoxFont } from "./drawBox.ts";

const usual = { family: "monospace", size: 14 } as const;
/** What VS Code multiplies the size by if no line height is set; on macOS it is 1.5. */
const usualLineHeight = 1.35;
/** Smaller values of `editor.lineHeight` multiply the font size. */
const leastPixels = 8;

/** The font in which the user's settings show a document. */
export function boxFontOf(document: vscode.TextDocument): BoxFont {
  const editor = vscode.workspace.getConfiguration("editor", document);
  const family = textOr(editor.get("fontFamily"), usual.family);
  const size = sizeOr(editor.get("fontSize"), usual.size);
  const height = sizeOr(editor.get("lineHeight"), usualLineHeight);
  return { family, size, lineHeight: Math.round(height < leastPixels ? height * size : height) };
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value.trim() !== "" ? value : otherwise;
}

function sizeOr(value: unknown, otherwise: number): number {
  return typeof value === "number" && value > 0 && value <= 200 ? value : otherwise;
}
