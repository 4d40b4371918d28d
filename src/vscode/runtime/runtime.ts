import type * as vscode from "vscode";
import type { StoredFiles } from "../../app/ask/conversations.ts";
import type { GitUser } from "../../app/files/gitRepository.ts";
import type { LineFiles } from "../../app/ports.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import type { OpenIndex } from "../ask/createAskIndex.ts";
import type { SharedIndexAccess } from "../ask/createSharedFinder.ts";
import type { GitAccess } from "../ask/gitAccess.ts";
import type { ProvideMcpServers } from "../ask/offerSearch.ts";
import type { LocalModels, LocalModelsDeps } from "../servers/localModels.ts";
import type { OpenTeamExporter } from "../teams/createTeams.ts";

/**
 * What Hunch needs from the JavaScript runtime that its extension host runs in: Node, or a worker of a browser. Members
 * that are undefined can't be had there; nothing in the editor offers them.
 */
export interface Runtime {
  /** The value of the context key `hunch.runtime`, which package.json uses to hide commands. */
  readonly kind: "node" | "web";
  /** Hunch's own files, which all windows share. */
  readonly lineFiles: LineFiles;
  /** Keeps the conversations of this workspace. */
  readonly conversations: StoredFiles;
  /** Where git keeps a user's settings. */
  readonly gitUser: GitUser;
  /** Uri of the user's home folder, without a slash at its end. */
  readonly home: string | undefined;
  readonly fetch: Fetch;
  /** Resolves once other work has had the thread. */
  readonly yieldToEventLoop: () => Promise<void>;
  readonly openIndex: OpenIndex;
  /** Maximum number of files that Ask's index may hold. */
  readonly mostIndexed: number;
  readonly git: GitAccess | undefined;
  readonly mcpServers: ProvideMcpServers | undefined;
  readonly createLocalModels: ((deps: LocalModelsDeps) => LocalModels) | undefined;
  readonly createEvaluation: (() => Evaluation) | undefined;
  readonly openExporter: OpenTeamExporter | undefined;
  /** Reaches the index that a team shares. */
  readonly sharedIndex: SharedIndexAccess | undefined;
}

/** `Hunch: Evaluate on This Repository` */
export interface Evaluation extends vscode.Disposable {
  /** Measures Hunch on a workspace folder's own git history and shows a page. */
  run(): Promise<void>;
}
