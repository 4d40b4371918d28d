import { noticeOf } from "../../app/servers/modelNotice.ts";
import { ModelError, type ModelErrorKind } from "../../core/types/model.ts";
import type { AskAction } from "../../webview/ask/protocol.ts";
import { t } from "../host/t.ts";

/** What a person is told when an answer fails, and what they can do about it. */
export interface AskFailure {
  readonly message: string;
  readonly action: AskAction;
}

/** The button under a failed answer: asking again where that may help, else what mends the cause. */
const actions: Readonly<Record<ModelErrorKind, AskAction>> = {
  unreachable: "testConnection",
  timeout: "retry",
  unauthorized: "setApiKey",
  notFound: "chooseModel",
  rateLimited: "retry",
  overloaded: "retry",
  loading: "retry",
  contextOverflow: "chooseModel",
  badRequest: "showLog",
  badResponse: "testConnection",
  tls: "testConnection",
  proxy: "testConnection",
  crossOrigin: "testConnection",
  localNetwork: "testConnection",
  mixedContent: "testConnection",
  notConfigured: "chooseModel",
};

/**
 * One sentence and one action for a failed answer.
 * @param note explains the server's address, for a server that does not answer
 */
export function explainAskFailure(error: unknown, note?: string): AskFailure {
  if (error instanceof ModelError) {
    const sentences = [noticeOf(error, t).sentence, error.kind === "unreachable" ? note : undefined];
    return { message: sentences.filter(Boolean).join(" "), action: actions[error.kind] };
  }
  return { message: t("Something went wrong inside Hunch; the log says what."), action: "showLog" };
}
