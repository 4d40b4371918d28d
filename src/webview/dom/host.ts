/** What VS Code gives every web view's script. */
export interface WebviewHost<Message> {
  postMessage(message: Message): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi<Message>(): WebviewHost<Message>;

/** The way to the extension; may be called once. */
export function connectToHost<Message>(): WebviewHost<Message> {
  return acquireVsCodeApi<Message>();
}
