import * as vscode from "vscode";
import type { Clock } from "../../app/ports.ts";
import type { LateAnswers } from "../../core/completion/inFlight.ts";
import type { Cursor } from "../../core/types/cursor.ts";

/** A request for ghost text that Hunch makes itself. */
export interface AskingAgain {
  /** Milliseconds since the request that VS Code stopped waiting for. */
  readonly waitedMs: number;
}

export interface AskAgainDeps {
  readonly clock: Clock;
  /** Whether a suggestion is there for a cursor, from anywhere or from a server. */
  readonly isKnown: (cursor: Cursor, from?: "server") => boolean;
  /** Whether VS Code itself waits for a request without its list. */
  readonly isAwaited: () => boolean;
  readonly onError: (error: unknown) => void;
}

export interface AskAgain {
  /** For what asks servers. */
  readonly late: LateAnswers;
  /** VS Code has stopped waiting for a request. @param isLast whether no later one takes its place */
  readonly stopped: (cursor: Cursor, waitedMs: number, isLast: () => boolean) => void;
  /** The request of Hunch's own that runs, if any. */
  readonly askingAgain: () => AskingAgain | undefined;
}

/** How long VS Code is given to ask by itself, in milliseconds. It asks at once, or not before the next key. */
const ownChanceMs = 150;
/** VS Code waits for 750 ms. Some of these have passed when Hunch is asked, more where the extension host is busy. */
const leastWaitMs = 500;

/**
 * After 750 ms without ghost text, VS Code opens its own list instead (`editor.quickSuggestions` is
 * `offWhenInlineCompletions` by default) and sometimes asks for ghost text again only at the next key. Lets it ask as soon as
 * a slower server has answered, or the extension host is no longer busy, if the cursor is still there: ghost text then
 * appears where it agrees with the list, or once the list is closed.
 */
export function createAskAgain({ clock, isKnown, isAwaited, onError }: AskAgainDeps): AskAgain {
  let asking: AskingAgain | undefined;
  const ask = async (again: AskingAgain) => {
    asking = again;
    try {
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    } finally {
      if (asking === again) asking = undefined;
    }
  };
  const askIfKnown = (cursor: Cursor, waitedMs: number, from?: "server") => {
    if (isKnown(cursor, from) && !isAwaited()) ask({ waitedMs }).catch(onError);
  };
  const later = (cursor: Cursor, waitedMs: number, isLast: () => boolean, from?: "server") => {
    clock.after(ownChanceMs, () => isLast() && isStillAt(cursor) && askIfKnown(cursor, waitedMs + ownChanceMs, from));
  };
  return {
    late: {
      isStillAt,
      leastWaitMs,
      answered: (cursor, waitedMs, isAwaitedByItem) => {
        if (isAwaitedByItem) later(cursor, waitedMs, () => true, "server");
        else askIfKnown(cursor, waitedMs, "server");
      },
    },
    // The answer may have come at the same moment.
    stopped: (cursor, waitedMs, isLast) => later(cursor, waitedMs, isLast),
    askingAgain: () => asking,
  };
}

function isStillAt({ uri, version, line, prefix }: Cursor): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri || editor.document.version !== version) return false;
  const { active, isEmpty } = editor.selection;
  return isEmpty && active.line === line && active.character === prefix.length - (prefix.lastIndexOf("\n") + 1);
}
