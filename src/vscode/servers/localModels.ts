import type * as vscode from "vscode";
import type { EmbedInEditor } from "../../app/servers/connectEditorEmbeddings.ts";
import type { ModelDeps } from "../../core/server/client/createModel.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";

export interface LocalModelsDeps {
  /** The editor's own, patched for proxies and certificates. */
  readonly fetch: Fetch;
  /** A mirror's address, or "" for Hugging Face. */
  readonly hub: () => string;
  readonly log: vscode.LogOutputChannel;
}

/** What a model inside the editor is for. */
export type LocalModelUse = "completion" | "embeddings";

/** Models inside the editor: chooses, downloads with the user's consent, runs and deletes them. */
export interface LocalModels extends vscode.Disposable {
  /** Answers calls of the model clients without a server. */
  readonly open: NonNullable<ModelDeps["local"]>;
  /** Makes vectors in a thread of its own, which frees its memory by itself when it is idle. */
  readonly embed: EmbedInEditor;
  /** Frees the memory of a model that no longer completes. */
  rest(): Promise<void>;
  /** Names of the models on this machine that were downloaded for a use. */
  downloaded(use: LocalModelUse): Promise<readonly string[]>;
  /** Asks the user for the name of a model on the hub, such as `example`. Downloads nothing. */
  enterName(title: string, example: string): Promise<string | undefined>;
  /** Asks the user for a folder with a model. */
  pickFolder(): Promise<string | undefined>;
  /** Downloads a model if it is missing and the user agrees. @returns whether it is on this machine */
  ensure(model: string, use: LocalModelUse): Promise<boolean>;
  /** `Hunch: Delete Downloaded Models…` */
  deleteSome(): Promise<void>;
}
