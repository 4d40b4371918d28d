import type * as vscode from "vscode";
import { ConversationKeeper } from "../../app/ask/conversationKeeper.ts";
import { Conversations, type StoredFiles } from "../../app/ask/conversations.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { type AskTurn, readKeptTurns } from "../../webview/ask/protocol.ts";

export interface History {
  readonly conversations: Conversations<AskTurn>;
  readonly keeper: ConversationKeeper<AskTurn>;
}

/** The conversations of a workspace. @param files where they are kept */
export function createHistory(files: StoredFiles, log: vscode.LogOutputChannel): History {
  const conversations = new Conversations(files, readKeptTurns);
  const keeper = new ConversationKeeper({
    history: conversations,
    now: () => performance.now(),
    onError: (error) => log.warn(`The history of Ask can't be written: ${messageOf(error)}`),
  });
  return { conversations, keeper };
}
