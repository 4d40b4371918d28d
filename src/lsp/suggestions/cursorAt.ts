import { cursorWindow, type NeighbourCells, windowLines } from "../../app/completion/cursorWindow.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { DocumentPosition, LspDocument } from "../documents/lspDocument.ts";

/** The text around a position as a request sees it. @param path for display and prompts */
export function cursorAt(
  document: LspDocument,
  { line, offset }: DocumentPosition,
  path: string,
  cells: NeighbourCells,
): Cursor {
  const { first, end } = windowLines(line);
  const before = document.textBetween(document.lineStart(first), offset);
  const after = document.textBetween(offset, document.lineStart(end));
  const { prefix, suffix } = cursorWindow(before, after, cells);
  const { uri, languageId, version } = document;
  return { uri, path, languageId, version, line, prefix, suffix, indentation: indentationOf(prefix) };
}

/** The protocol does not tell it, so it is what the text above the cursor uses. */
function indentationOf(prefix: string): Cursor["indentation"] {
  return { insertSpaces: !/^\t/m.test(prefix), tabSize: /^ {2}\S/m.test(prefix) ? 2 : 4 };
}
