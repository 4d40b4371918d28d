import * as vscode from "vscode";
import { ConversationKeeper } from "../../app/ask/conversationKeeper.ts";
import { Conversations } from "../../app/ask/conversations.ts";
import { memoryStoredFiles } from "../../app/ask/memoryStoredFiles.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { nodeStoredFiles } from "../../node/nodeStoredFiles.ts";
import { type AskTurn, readKeptTurns } from "../../webview/ask/protocol.ts";

export interface History {
  readonly conversations: Conversations<AskTurn>;
  readonly keeper: ConversationKeeper<AskTurn>;
}

/**
 * The conversations of a workspace.
 * @param storageUri folder of the workspace's own data; undefined if no folder is open: then they end with the window
 */
export function createHistory(storageUri: vscode.Uri | undefined, log: vscode.LogOutputChannel): History {
  const files = storageUri ? nodeStoredFiles(vscode.Uri.joinPath(storageUri, "ask").fsPath) : memoryStoredFiles();
  const conversations = new Conversations(files, readKeptTurns);
  const keeper = new ConversationKeeper({
    history: conversations,
    now: () => performance.now(),
    onError: (error) => log.warn(`The history of Ask can't be written: ${messageOf(error)}`),
  });
  return { conversations, keeper };
}
