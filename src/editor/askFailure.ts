import { ModelError, type ModelErrorKind } from "../core/types/model.ts";
import type { AskAction } from "../webview/protocol.ts";

/** What a person is told when an answer fails, and what they can do about it. */
export interface AskFailure {
  readonly message: string;
  readonly action: AskAction;
}

const failures = {
  unreachable: { message: "The model server can't be reached. Is it running?", action: "testConnection" },
  timeout: { message: "The model server took too long to answer.", action: "retry" },
  unauthorized: { message: "The model server doesn't accept the API key.", action: "setApiKey" },
  notFound: { message: "The model server doesn't know this model or address.", action: "chooseModel" },
  rateLimited: { message: "The model server asks for a pause between requests.", action: "retry" },
  overloaded: { message: "The model server is overloaded at the moment.", action: "retry" },
  contextOverflow: { message: "Question and sources are too long for this model.", action: "chooseModel" },
  badRequest: { message: "The model server refused the request.", action: "showLog" },
  badResponse: { message: "The model server's answer can't be read.", action: "testConnection" },
  tls: { message: "The connection to the model server isn't trusted (certificate).", action: "testConnection" },
  notConfigured: { message: "The chat model isn't fully configured.", action: "chooseModel" },
} as const satisfies Record<ModelErrorKind, AskFailure>;

/** One sentence and one action for a failed answer. */
export function explainAskFailure(error: unknown): AskFailure {
  if (error instanceof ModelError) return failures[error.kind];
  return { message: "Something went wrong inside Hunch; the log says what.", action: "showLog" };
}
