import * as vscode from "vscode";
import type { CompletionDeps } from "../core/completion/complete.ts";
import { confidenceThresholds } from "../core/local/thresholds.ts";
import type { SlicedTask } from "../core/types/source.ts";
import { cursorAt } from "./documents.ts";

/**
 * Asks once at the cursor and shows nothing: what engine and retriever put off until they are first asked in a file is
 * done while nobody types. Unasked, the first key stroke would pay for it.
 */
export function* warmUp(completion: CompletionDeps): SlicedTask {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const cursor = cursorAt(editor.document, editor.selection.active);
  const recent = completion.recent(cursor);
  yield;
  completion.engine.answer(cursor, recent, { minConfidence: confidenceThresholds.balanced, maxLines: 1, limit: 1 });
  yield;
  if (completion.model()) completion.retriever.retrieve(cursor, recent, { maxTokens: 1024 });
}
