/** VS Code's API for the script of a web view. */
export interface WebviewHost<Message> {
  postMessage(message: Message): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi<Message>(): WebviewHost<Message>;

/** Connects to the extension. May be called once. */
export function connectToHost<Message>(): WebviewHost<Message> {
  return acquireVsCodeApi<Message>();
}
