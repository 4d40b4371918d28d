import * as vscode from "vscode";
import type { SuggestionRequests } from "../../app/completion/suggestionRequests.ts";
import { newOfferPauseMs } from "../../core/completion/paceOffer.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import { stateOf } from "../files/followFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import { abortSignalOf } from "../host/abortSignal.ts";
import { t } from "../host/t.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import type { AskAgain } from "./askAgain.ts";
import { cursorAt } from "./cursorAt.ts";
import { editorFacts, globPathOf, selectedIn } from "./editorFacts.ts";
import type { OutcomeWatcher } from "./outcomeWatcher.ts";
import type { TypingPause } from "./typingPause.ts";

export interface InlineProviderDeps {
  readonly settings: WindowSettings;
  readonly requests: SuggestionRequests;
  readonly outcomes: OutcomeWatcher;
  /** A suggestion is ready, but the item chosen in the suggest widget contradicts it. */
  readonly onHeld: (document: vscode.TextDocument) => void;
  readonly askAgain: Pick<AskAgain, "askingAgain" | "stopped">;
  readonly typingPause: Pick<TypingPause, "msIn">;
}

/** A request of VS Code's, while it waits and after. */
interface AskedRequest {
  readonly token: vscode.CancellationToken;
  hasEnded: boolean;
}

/** Answers the editor's requests for ghost text in its own terms. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  readonly #deps: InlineProviderDeps;
  /** The last request of any kind. */
  #last: AskedRequest | undefined;
  /** The last request without the list. */
  #lastAlone: AskedRequest | undefined;

  constructor(deps: InlineProviderDeps) {
    this.#deps = deps;
  }

  /** Whether VS Code waits for a request without its list. */
  get isAwaitedAlone(): boolean {
    const request = this.#lastAlone;
    return request !== undefined && !request.hasEnded && !request.token.isCancellationRequested;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    // What VS Code asks beside its list says nothing of what is drawn once the list is closed.
    const isBesideList = context.selectedCompletionInfo !== undefined;
    const asked: AskedRequest = { token, hasEnded: false };
    this.#last = asked;
    if (!isBesideList) this.#lastAlone = asked;
    const isLast = () => (isBesideList ? this.#last : this.#lastAlone) === asked;
    try {
      return await this.#answer(document, position, context, token, isLast);
    } finally {
      asked.hasEnded = true;
    }
  }

  /** @param isLast whether no later request takes the place of this one */
  async #answer(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
    isLast: () => boolean,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { settings, requests, outcomes, onHeld, askAgain, typingPause } = this.#deps;
    const preferences = settings.forDocument(document);
    const startedAt = performance.now();
    const again = askAgain.askingAgain();
    const requestedAt = startedAt - (again?.waitedMs ?? 0);
    const explicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke && !again;
    const cursor = cursorAt(document, position);
    const contextMs = performance.now() - startedAt;
    const selected = selectedIn(document, context.selectedCompletionInfo);
    const { suggestions, isHeld, variant } = await requests.answer(
      {
        document: stateOf(document),
        cursor,
        file: vsCodeWorkspace.fileOf(cursor.uri),
        contextMs,
        explicit,
        selected,
        editor: editorFacts(document),
        settings: preferences,
        newOfferPauseMs: Math.max(0, newOfferPauseMs - typingPause.msIn(document)),
        path: globPathOf(document.uri),
        isCurrent: () => document.version === cursor.version,
      },
      abortSignalOf(token),
    );
    if (token.isCancellationRequested && !again) askAgain.stopped(cursor, performance.now() - startedAt, isLast);
    if (isHeld) onHeld(document);
    const [suggestion] = suggestions;
    const { uri } = cursor;
    const offset = document.offsetAt(position);
    if (suggestion) outcomes.offered({ suggestion, uri, offset, requestedAt, explicit, cursor, variant });
    return suggestions.map((each) => toItem(each, position, selected?.typed ?? ""));
  }
}

/** Beside an open suggest widget, ghost text must replace what the chosen item replaces. */
function toItem(suggestion: Suggestion, position: vscode.Position, typed: string): vscode.InlineCompletionItem {
  const from = position.translate(0, -typed.length);
  const range = new vscode.Range(from, position.translate(0, suggestion.replaceAfter));
  const item = new vscode.InlineCompletionItem(typed + suggestion.text, range);
  item.command = {
    title: t("Hunch: suggestion accepted"),
    command: "hunch.suggestionAccepted",
    arguments: [suggestion.id],
  };
  return item;
}
