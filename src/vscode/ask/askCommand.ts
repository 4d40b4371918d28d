import * as vscode from "vscode";
import { createAskSources } from "../../app/ask/askSources.ts";
import type { StoredFiles } from "../../app/ask/conversations.ts";
import { findEverywhere } from "../../app/ask/shared/findEverywhere.ts";
import { resolveFile } from "../../app/ask/workspaceTools.ts";
import type { Exclusions } from "../../app/files/exclusions.ts";
import type { AskDeps } from "../../core/ask/ask.ts";
import type { AskSelection } from "../../core/ask/askFiles.ts";
import type { QueryRewriting } from "../../core/ask/rewriteQuery.ts";
import { type AgentToolDeps, createAgentTools } from "../../core/ask/tools/agentTools.ts";
import type { AskTools } from "../../core/ask/tools/askTools.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import type { ChatModel } from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { type AskRating, readKeptSession } from "../../webview/ask/protocol.ts";
import { vsCodeFiles } from "../files/vsCodeFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";
import { askViewType } from "./askPanel.ts";
import { completePin } from "./completePins.ts";
import { Conversation } from "./conversation.ts";
import { type AskIndexDeps, createAskIndex } from "./createAskIndex.ts";
import { createHistory } from "./createHistory.ts";
import { createSharedFinder, type SharedIndexDeps } from "./createSharedFinder.ts";
import { createTools } from "./createTools.ts";
import { currentSelection, describeSelection } from "./currentSelection.ts";
import { pickConversation } from "./historyPicker.ts";
import { manageIndex } from "./manageIndex.ts";
import { offerSearch, type ProvideMcpServers } from "./offerSearch.ts";
import { openFolders } from "./openFolders.ts";
import { ProposedChanges } from "./proposedChanges.ts";
import { resolvePins } from "./resolvePins.ts";
import { searchCode } from "./searchCode.ts";
import { themeColors, themeSettings } from "./themeColors.ts";

export interface AskCommandDeps extends AskIndexDeps {
  /** Undefined where no client of a database can run. */
  readonly shared: Omit<SharedIndexDeps, "log"> | undefined;
  readonly exclusions: Pick<Exclusions, "onDidChange" | "excludes">;
  readonly chatModel: () => ChatModel | undefined;
  /** Lets the user choose who answers a question; resolves with undefined if they choose nobody. */
  readonly chooseModel: () => Promise<{ readonly model: ChatModel | undefined } | undefined>;
  readonly embed: AskDeps["embed"];
  /** Steps that a model with tools may take; 0 turns tools off. */
  readonly maxSteps: () => number;
  readonly queryRewriting: () => QueryRewriting;
  /** Records what the user thinks of an answer. */
  readonly onRated: (rating: AskRating) => void;
  /** Explains the chat server's address, if that may be why it does not answer. */
  readonly addressNote: () => string | undefined;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** Keeps the conversations of this workspace. */
  readonly conversations: StoredFiles;
  /** Undefined where no process can be started. */
  readonly mcpServers: ProvideMcpServers | undefined;
}

export interface Ask extends vscode.Disposable {
  /** Asks a question, or asks the user for one; resolves when the answer has ended. */
  ask(question?: string): Promise<void>;
  /** Starts to read the workspace, in the background. */
  readWorkspace(): void;
  /** Lets the user pause or rebuild the index. */
  manageIndex(): Promise<void>;
  /** Lets the user search the index without asking a question. */
  searchCode(): void;
  /** Lets the user open or delete earlier conversations. */
  showHistory(): Promise<void>;
  /** Applies the change that is shown as a diff. */
  applyChange(uri: unknown): Promise<void>;
  /** Lets the user store the password of the index that a team shares; undefined where none can be used. */
  readonly setSharedIndexPassword: (() => Promise<void>) | undefined;
  /** Resolves when the conversation is written; call it after `dispose`. */
  flush(): Promise<void>;
}

/** `Hunch: Ask…`, its panel and its history. */
export function createAsk(deps: AskCommandDeps): Ask {
  const own = new DisposableStore();
  const { readText, exclusions, git, log } = deps;
  const index = own.add(createAskIndex(deps));
  const shared = deps.shared && own.add(createSharedFinder({ ...deps.shared, log }, createAskSources(deps)));
  const places = { workspace: index.workspace, shared: shared?.finder, t };
  const tools = createTools({ index: index.workspace, readText, exclusions, git });
  const search = async (question: string, limit: number, signal: AbortSignal) => {
    const asked = { question, selection: undefined, earlier: [] };
    return (await index.workspace.find(asked, limit, () => undefined, signal))?.passages ?? [];
  };
  const filesWith: AgentToolDeps["filesWith"] = (...asked) => index.workspace.filesWith(...asked);
  offerSearch(createAgentTools({ search, filesWith, open: tools.open, redact }), deps.mcpServers, own);
  const changes = own.add(new ProposedChanges(readText));
  const { conversations, keeper } = createHistory(deps.conversations, log);
  const selection = () => currentSelection(readText, log);
  const excludes = (uri: string) => exclusions.excludes(uri);
  const onError = (error: unknown) => log.warn(`Ask: ${messageOf(error)}`);
  const showHistory = async () => {
    const chosen = await pickConversation(conversations, onError);
    if (chosen) conversation.open(chosen.id, chosen.turns);
  };
  let colorsAsked = 0;
  const sendColors = () => {
    const asked = ++colorsAsked;
    themeColors().then((colors) => {
      // A theme that was chosen before may take longer to read.
      if (asked === colorsAsked) conversation.post({ kind: "theme", colors });
    }, onError);
  };
  const conversation: Conversation = own.add(
    new Conversation({
      extensionUri: deps.extensionUri,
      core: {
        find: (request, limit, signal) =>
          findEverywhere(request, limit, places, (done, total) => conversation.progress(done, total), signal),
        embed: () => (index.workspace.embeds ? undefined : deps.embed()),
        onEmbedError: ({ message }) => log.warn(`The embeddings model failed: ${message}`),
        redact,
        estimateTokens,
        t,
        tools: toolSupport(deps, tools),
        queryRewriting: deps.queryRewriting,
      },
      chatModel: deps.chatModel,
      chooseModel: deps.chooseModel,
      resolvePins: (pins, selected) => resolvePins(pins, selected, { readText, git }),
      completePin: (text) => completePin(text, deps.recentUris(), excludes),
      selection,
      uriOf: (path) => resolveFile(path, { folders: openFolders, files: vsCodeFiles, workspace: vsCodeWorkspace }),
      changes,
      keeper,
      history: conversations,
      showHistory: () => void showHistory().catch(onError),
      sendColors,
      onRated: deps.onRated,
      addressNote: deps.addressNote,
      log,
    }),
  );
  own.add(vscode.window.onDidChangeActiveColorTheme(sendColors));
  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (themeSettings.some((name) => event.affectsConfiguration(name))) sendColors();
    }),
  );
  own.add(
    vscode.window.registerWebviewPanelSerializer(askViewType, {
      deserializeWebviewPanel: (panel: vscode.WebviewPanel, state: unknown) => {
        conversation.restore(panel, readKeptSession(state));
        return Promise.resolve();
      },
    }),
  );
  return {
    async ask(given) {
      index.workspace.prepare(); // While the user types the question.
      const selected = await selection();
      const question = given ?? (await askUser(selected));
      if (question !== undefined && question.trim() !== "") await conversation.ask(question.trim(), selected);
    },
    showHistory,
    applyChange: (uri) => changes.apply(uri),
    readWorkspace: () => index.workspace.prepare(),
    manageIndex: () => manageIndex(index.workspace),
    searchCode: () => searchCode(index.workspace, onError),
    setSharedIndexPassword: shared?.setPassword,
    flush: () => keeper.flush(),
    dispose: () => own.dispose(),
  };
}

/** Tools for the models that take them. A model that refused them is not offered any until the window closes. */
function toolSupport({ maxSteps, log }: AskCommandDeps, tools: AskTools): AskDeps["tools"] {
  const refusing = new Set<string>();
  return ({ label }) => {
    if (refusing.has(label) || maxSteps() === 0) return undefined;
    return {
      tools,
      maxSteps: maxSteps(),
      onRefused: ({ message }) => {
        refusing.add(label);
        log.info(`${label} takes no tools, so Ask answers without them: ${message}`);
      },
    };
  };
}

function askUser(selection: AskSelection | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: t("Ask about the code"),
    placeHolder: t("Where are failed requests retried?"),
    ...(selection ? { prompt: t("About {0}", describeSelection(selection)) } : {}),
  });
}
