import {
  type Connection,
  type InitializeParams,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver/node";
import type { Log } from "../app/ports.ts";
import { messageOf } from "../core/util/messageOf.ts";

/** What the server tells the user through the client, each sentence to be read once. */
export interface Client {
  readonly log: Log & { info(message: string): void };
  readonly onError: (error: unknown) => void;
  /** Shows a sentence. */
  readonly inform: (sentence: string) => void;
  /** Logs sentences and shows the first one, unless that was done before. */
  readonly warn: (...sentences: readonly string[]) => void;
  readonly capabilities: InitializeParams["capabilities"];
}

export function createClient(connection: Connection, { capabilities }: InitializeParams): Client {
  const reported = new Set<string>();
  const show = (type: MessageType, message: string) =>
    void connection.sendNotification(ShowMessageNotification.type, { type, message }).catch(() => undefined);
  const log = {
    debug: (message: string) => connection.console.log(message),
    info: (message: string) => connection.console.info(message),
    warn: (message: string) => connection.console.warn(message),
  };
  return {
    log,
    capabilities,
    onError: (error) =>
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : messageOf(error)),
    inform: (sentence) => show(MessageType.Info, sentence),
    warn(...sentences) {
      const [first, ...others] = [...new Set(sentences)].filter((sentence) => !reported.has(sentence));
      if (first === undefined) return;
      for (const sentence of [first, ...others]) {
        reported.add(sentence);
        log.warn(sentence);
      }
      show(MessageType.Warning, others.length > 0 ? `${first} See the log for ${others.length} more.` : first);
    },
  };
}
