import type * as vscode from "vscode";
import type { Servers } from "../../app/servers/servers.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import type { LocalModels } from "./localModels.ts";

/** What choosing a model needs. */
export interface ChooseModelDeps {
  readonly servers: Servers;
  /** Undefined where no model can run inside the editor. */
  readonly local: LocalModels | undefined;
  readonly fetch: Fetch;
  readonly log: vscode.LogOutputChannel;
}
