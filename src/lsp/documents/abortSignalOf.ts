import type { CancellationToken } from "vscode-languageserver/node";

/** A signal that is aborted when the client cancels a request. */
export function abortSignalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
