import * as vscode from "vscode";
import type { LateAnswers } from "../../core/completion/inFlight.ts";

/** A request for ghost text that Hunch makes itself. */
export interface AskingAgain {
  /** Milliseconds since the request that VS Code stopped waiting for. */
  readonly waitedMs: number;
}

/**
 * After 750 ms without ghost text, VS Code opens its own list instead (`editor.quickSuggestions` is
 * `offWhenInlineCompletions` by default) and asks for ghost text again only at the next key. Lets it ask as soon as a
 * slower server has answered, if the cursor is still there: ghost text then appears where it agrees with the list, or once
 * the list is closed.
 * @returns `late` for what asks servers; `askingAgain` tells such a request from one of the user
 */
export function createAskAgain(onError: (error: unknown) => void): {
  readonly late: LateAnswers;
  readonly askingAgain: () => AskingAgain | undefined;
} {
  let asking: AskingAgain | undefined;
  const ask = async (again: AskingAgain) => {
    asking = again;
    try {
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    } finally {
      if (asking === again) asking = undefined;
    }
  };
  const isStillAt: LateAnswers["isStillAt"] = ({ uri, version, line, prefix }) => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() !== uri || editor.document.version !== version) return false;
    const { active, isEmpty } = editor.selection;
    return isEmpty && active.line === line && active.character === prefix.length - (prefix.lastIndexOf("\n") + 1);
  };
  const answered = (_: unknown, waitedMs: number) => void ask({ waitedMs }).catch(onError);
  return { late: { isStillAt, answered }, askingAgain: () => asking };
}
