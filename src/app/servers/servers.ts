import type { Embedder, EmbedTexts } from "../../core/ask/vectors/embedder.ts";
import type { ServerWish } from "../../core/completion/request.ts";
import type { CompletionServer } from "../../core/completion/serverAnswer.ts";
import type { EditModel } from "../../core/nextEdit/model/askForEdit.ts";
import { promptFormats } from "../../core/prompt/promptFormats.ts";
import type { ModelDeps } from "../../core/server/client/createModel.ts";
import type { DailyUsage } from "../../core/server/guards/dailyUsage.ts";
import { ServerMeter } from "../../core/server/guards/serverMeter.ts";
import { ServerHealth, type ServerUse } from "../../core/server/health/serverHealth.ts";
import { protocolRow } from "../../core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import {
  configuredEditorEmbeddings,
  configuredModel,
  configuredServers,
} from "../../core/server/setup/configuredServers.ts";
import { mayPrefetch } from "../../core/server/setup/mayPrefetch.ts";
import type { ServerPreparation } from "../../core/server/setup/serverPreparation.ts";
import { type ChatModel, ModelError } from "../../core/types/model.ts";
import { english, type Translate } from "../../core/types/translate.ts";
import type { Clock, LineFiles, Secrets } from "../ports.ts";
import { type ChatConnection, connectChat } from "./connectChat.ts";
import { type CompletionConnection, connectCompletion } from "./connectCompletion.ts";
import { connectEditorEmbeddings, type EmbedInEditor } from "./connectEditorEmbeddings.ts";
import { connectEmbeddings } from "./connectEmbeddings.ts";
import type { ConnectionDeps } from "./connectionDeps.ts";
import { connectNextEdits } from "./connectNextEdits.ts";
import { FieldMemories } from "./fieldMemories.ts";
import { type ModelWarning, ModelWarnings } from "./modelWarnings.ts";
import { nextEditServer } from "./nextEditServer.ts";
import { openDailyUsage } from "./openDailyUsage.ts";
import { Pace } from "./pace.ts";
import { type ServerDay, serverDays } from "./serverDays.ts";
import { ServerKeys } from "./serverKeys.ts";
import type { ServerSettings } from "./serverSettings.ts";

export interface ServersDeps {
  readonly settings: () => ServerSettings;
  /** Whether the user trusts the workspace; otherwise nothing is sent anywhere. */
  readonly isTrusted: () => boolean;
  /** Shares the day's counts of requests with the other windows. */
  readonly usageFiles: LineFiles;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly fetch: ModelDeps["fetch"];
  /** Runs models inside the editor. */
  readonly local?: ModelDeps["local"];
  readonly embedInEditor?: EmbedInEditor;
  /** Receives sentences for the log. */
  readonly warn: (sentence: string) => void;
  readonly onWarning: (warning: ModelWarning) => void;
  /** Translates the sentences of warnings; English if omitted. */
  readonly t?: Translate;
}

/** Clients that were built since the last reset. */
interface Connected {
  readonly completion: CompletionConnection | undefined;
  readonly chat: ChatConnection | undefined;
  readonly embed: EmbedTexts | undefined;
  readonly nextEdits: EditModel | undefined;
}

/** A model that is asked instead of the configured one, at the same server. */
interface OtherModel {
  readonly completion: CompletionConnection | undefined;
  readonly pace: Pace;
}

/** The configured servers. Clients are built at their first use, and again after {@link Servers.reset}. */
export class Servers {
  readonly health = new ServerHealth();
  readonly keys: ServerKeys;
  readonly #deps: ServersDeps;
  readonly #usage: DailyUsage;
  readonly #pace = new Pace();
  readonly #warnings: ModelWarnings;
  readonly #fields: FieldMemories;
  #connected: Connected | undefined;
  /** By the name of the model. */
  readonly #others = new Map<string, OtherModel>();

  constructor(deps: ServersDeps) {
    this.#deps = deps;
    this.keys = new ServerKeys(deps.secrets);
    this.#usage = openDailyUsage(deps.usageFiles, deps.clock, deps.warn);
    this.#warnings = new ModelWarnings(deps.clock, deps.onWarning, deps.t ?? english);
    this.#fields = new FieldMemories((origin, change) => {
      deps.warn(`${origin} refuses a field: Hunch sends its requests ${change} from now on.`);
    });
  }

  /** The model that completes, a server's or one inside this editor; undefined for the embedded engine alone. */
  config(): ServerConfig | undefined {
    return this.#deps.isTrusted() ? configuredModel(this.#deps.settings()) : undefined;
  }

  /**
   * The server that completes; undefined for the embedded engine alone.
   * @param wish another model at the same server, or another delay, than the settings say
   */
  completionServer(wish: ServerWish = {}): CompletionServer | undefined {
    const config = this.config();
    const { completion, pace } = this.#completionOf(config, wish.model);
    if (!config || !completion) return undefined;
    const { prefetch, prediction } = this.#deps.settings().model;
    return {
      model: completion.model,
      delayMs: () => pace.delayMs(wish.delay ?? this.#deps.settings().model.delay),
      promptTokensPerMs: () => pace.promptTokensPerMs,
      takesDraft: prediction && protocolRow(config.protocol).takesDraft === true,
      mayPrefetch: mayPrefetch(prefetch, config),
    };
  }

  /** The model that answers questions; undefined if none is configured. */
  chat(): ChatModel | undefined {
    return this.#connect().chat?.model;
  }

  /** The model that is asked for next edits; undefined unless the user turned that on. */
  nextEdits(): EditModel | undefined {
    return this.#connect().nextEdits;
  }

  /** Turns Ask's passages into vectors, counted and limited like every request; undefined if no model is configured. */
  embed(): EmbedTexts | undefined {
    return this.#connect().embed;
  }

  /** The embeddings model of a server with its name; undefined if none is configured. */
  embedder(): Embedder | undefined {
    const embed = this.embed();
    return embed && { model: this.#deps.settings().ask.embeddingsModel, embed };
  }

  /** The embeddings model that may read the whole workspace: one inside this editor always, because nothing is sent. */
  workspaceEmbedder(): Embedder | undefined {
    if (!this.#deps.isTrusted()) return undefined;
    const model = configuredEditorEmbeddings(this.#deps.settings());
    if (model !== undefined) return connectEditorEmbeddings(model, this.#deps.embedInEditor);
    return this.#deps.settings().ask.embedWorkspace ? this.embedder() : undefined;
  }

  /** Prepares the completion server while nobody types; undefined without one. */
  preparation(): ServerPreparation | undefined {
    return this.#connect().completion?.preparation;
  }

  /** To be called at each keystroke. @param atMs monotonic */
  typed(atMs: number): void {
    this.#pace.typed(atMs);
    for (const { pace } of this.#others.values()) pace.typed(atMs);
  }

  /** Adds to the figures of {@link today} what other windows have counted. */
  refreshToday(): Promise<void> {
    return this.#usage.refresh();
  }

  /** Today's figures of the configured servers, the completion server first. @param t of the phrases about refused fields */
  today(t: Translate): readonly ServerDay[] {
    const { completion, chat } = this.#connect();
    const origins = { completion: completion?.origin, chat: chat?.origin };
    return serverDays(origins, {
      usage: this.#usage,
      pace: this.#pace,
      changesOf: (origin) => this.#fields.changesOf(origin, t),
      maxRequests: this.#deps.settings().model.maxRequestsPerDay,
    });
  }

  /** Clients without guards, for tests of a connection: they are never paused or refused. */
  clientOf(origin: string): ModelDeps {
    const { fetch, local } = this.#deps;
    return {
      fetch,
      key: () => this.keys.get(origin),
      formats: promptFormats,
      fieldsOf: (model) => this.#fields.of(origin, model),
      local,
    };
  }

  /** To be called when settings or the workspace's trust change: ends pauses and builds all clients again. */
  reset(): void {
    this.#connected = undefined;
    this.#others.clear();
    this.#pace.forgetServer();
    this.health.reset();
  }

  /** To be called when a key may have changed, also by another window. */
  keysChanged(): void {
    this.keys.forgetRead();
    this.reset();
  }

  dispose(): void {
    this.#warnings.dispose();
  }

  #connect(): Connected {
    this.#connected ??= this.#build();
    return this.#connected;
  }

  #build(): Connected {
    const config = this.config();
    if (!this.#deps.isTrusted())
      return { completion: undefined, chat: undefined, embed: undefined, nextEdits: undefined };
    const { chat, embeddings } = configuredServers(this.#deps.settings());
    const edits = nextEditServer(this.#deps.settings());
    this.#warnings.checkNextEditsSoon(() => this.#isNextEditModelMissing());
    const deps = this.#connectionDeps();
    return {
      completion: config && this.#attempt("completions", () => this.#connectCompletion(config, deps, this.#pace)),
      chat: chat && this.#attempt("chat", () => connectChat(chat, deps)),
      embed: embeddings && this.#attempt("embeddings", () => connectEmbeddings(embeddings, deps)),
      nextEdits: edits && this.#attempt("nextEdits", () => connectNextEdits(edits, deps)),
    };
  }

  #isNextEditModelMissing(): boolean {
    const settings = this.#deps.settings();
    return settings.model.nextEdits && nextEditServer(settings) === undefined;
  }

  #completionOf(config: ServerConfig | undefined, model: string | undefined): OtherModel {
    if (!config || model === undefined || model === config.model)
      return { completion: this.#connect().completion, pace: this.#pace };
    const known = this.#others.get(model);
    if (known) return known;
    const pace = new Pace();
    const connect = () => this.#connectCompletion({ ...config, model }, this.#connectionDeps(), pace);
    const other = { completion: this.#attempt("completions", connect), pace };
    this.#others.set(model, other);
    return other;
  }

  #connectCompletion(config: ServerConfig, deps: ConnectionDeps, pace: Pace): CompletionConnection {
    const connection = connectCompletion(config, {
      ...deps,
      pace,
      mayReadAhead: () => mayPrefetch(this.#deps.settings().model.prefetch, config),
      onClipped: (read, sent) => this.#warnings.clipped(read, sent),
    });
    this.#warnings.checkFamilySoon(() => this.config());
    return connection;
  }

  #connectionDeps(): ConnectionDeps {
    return {
      clientOf: (origin) => this.clientOf(origin),
      meterOf: (origin) => this.#meterOf(origin),
      health: this.health,
      clock: this.#deps.clock,
    };
  }

  /** Runs `build`; on a ModelError, reports it and returns undefined. */
  #attempt<T>(use: ServerUse, build: () => T): T | undefined {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.health.failed(use, error);
      return undefined;
    }
  }

  #meterOf(origin: string): ServerMeter {
    return new ServerMeter(this.#usage, origin, () => this.#deps.settings().model.maxRequestsPerDay);
  }
}
