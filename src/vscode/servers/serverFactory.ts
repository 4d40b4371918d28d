import * as vscode from "vscode";
import type { EmbedTexts } from "../../core/ask/rerankPassages.ts";
import type { CompletionServer } from "../../core/completion/serverAnswer.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import { familyDoubt } from "../../core/prompt/familyDoubt.ts";
import { promptFormats } from "../../core/prompt/promptFormats.ts";
import { createModel, type ModelDeps, type ServerModels } from "../../core/server/client/createModel.ts";
import { embedTexts } from "../../core/server/client/embedTexts.ts";
import {
  adaptiveDelay,
  type DelayPreference,
  RecentMedian,
  TypingRhythm,
} from "../../core/server/guards/adaptiveDelay.ts";
import { Breaker } from "../../core/server/guards/breaker.ts";
import { DailyUsage, type DayUsage, type UsageByServer } from "../../core/server/guards/dailyUsage.ts";
import { guardChat, guardModel } from "../../core/server/guards/guardedModel.ts";
import { ServerMeter } from "../../core/server/guards/serverMeter.ts";
import { tellAnswers } from "../../core/server/guards/tellAnswers.ts";
import { tellClipping } from "../../core/server/guards/watchClipping.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import { chatProtocol, isProtocol, protocolRow } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import {
  type ConfiguredServers,
  configuredModel,
  configuredServers,
  type ServerChoice,
} from "../../core/server/setup/configuredServers.ts";
import { mayPrefetch, type PrefetchChoice } from "../../core/server/setup/mayPrefetch.ts";
import { ServerPreparation } from "../../core/server/setup/serverPreparation.ts";
import { type ChatModel, type CompletionModel, ModelError } from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { ApiKeys } from "./apiKeys.ts";
import type { ModelDoubt } from "./modelNotices.ts";

/** The settings of servers: which ones, and what else they get than the current request. */
export interface ServerSettings extends ServerChoice {
  readonly model: ServerChoice["model"] & { readonly prefetch: PrefetchChoice; readonly prediction: boolean };
}

export interface ServersDeps {
  readonly settings: () => ServerSettings;
  readonly secrets: vscode.SecretStorage;
  /** Keeps the day's counts across windows and restarts. */
  readonly memento: vscode.Memento;
  /** Hears of counts that were damaged. */
  readonly log?: Pick<vscode.LogOutputChannel, "warn">;
  /** The editor's own, patched for proxies and certificates: `globalThis.fetch`. */
  readonly fetch: Fetch;
  /** Runs models inside the editor. */
  readonly local?: ModelDeps["local"];
  /** Requests a day that the completion server may get; 0 for no limit. */
  readonly maxRequestsPerDay?: () => number;
  readonly delay?: () => DelayPreference;
  /** Hears of settings that make no server, once for each change. */
  readonly onProblem: (error: ModelError) => void;
  /** Hears that the completion server has begun to answer a request, or answered it with nothing. */
  readonly onAnswered: () => void;
  /** Hears, once for each sentence, what may spoil the answers of a server that works. */
  readonly onDoubt?: (sentence: string, doubt: ModelDoubt) => void;
}

const usageKey = "hunch.usage";

/** What a server was asked and gave today, and how fast it is by its last answers. */
export interface ServerDay extends DayUsage {
  readonly server: string;
  readonly use: "completions" | "questions" | "both";
  /** 0 for no limit. */
  readonly maxRequests: number;
  readonly firstTokenMs?: number | undefined;
  readonly promptTokensPerSecond?: number | undefined;
}

interface Connected {
  /** Origin of the completion server. */
  readonly server: string;
  readonly completion: CompletionModel | undefined;
  readonly chat: ChatModel | undefined;
  /** Origin of the chat server. */
  readonly chatServer: string | undefined;
  readonly preparation: ServerPreparation | undefined;
}

/** The configured servers, built when first used and again after {@link Servers.reset}. Off in untrusted workspaces. */
export class Servers implements vscode.Disposable {
  readonly keys: ApiKeys;
  readonly #deps: ServersDeps;
  readonly #usage: DailyUsage;
  readonly #rhythm = new TypingRhythm();
  #firstTokenMs = new RecentMedian();
  #promptSpeed = new RecentMedian();
  #connected: Connected | undefined;
  #doubt: string | undefined;
  #doubting: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: ServersDeps) {
    this.#deps = deps;
    this.keys = new ApiKeys(deps.secrets, () => this.reset());
    const keep = (counts: UsageByServer) => {
      deps.memento.update(usageKey, counts).then(undefined, (error: unknown) => {
        deps.log?.warn(`Today's counts of requests could not be saved: ${messageOf(error)}`);
      });
    };
    this.#usage = new DailyUsage(Date.now, deps.memento.get<unknown>(usageKey), keep);
    if (this.#usage.unreadable > 0)
      deps.log?.warn("Today's counts of requests to servers were damaged and begin anew.");
  }

  /** The model that completes, or undefined: then the embedded engine answers alone. */
  completion(): CompletionModel | undefined {
    return this.#connect().completion;
  }

  /** The completion server as the spine asks it; undefined without one. */
  completionServer(): CompletionServer | undefined {
    const model = this.completion();
    return (
      model && {
        model,
        delayMs: () => this.delayMs(),
        promptTokensPerMs: () => this.promptTokensPerMs(),
        takesDraft: this.sendsDraft(),
        mayPrefetch: this.mayPrefetch(),
      }
    );
  }

  /** The model that answers questions, or undefined. */
  chat(): ChatModel | undefined {
    return this.#connect().chat;
  }

  /** The model that turns Ask's passages into vectors, counted and capped like every request; undefined unless set. */
  embed(): EmbedTexts | undefined {
    const server = this.#servers()?.embeddings;
    if (!server) return undefined;
    return async (texts, signal) => {
      const { origin } = parseAddress(server.baseUrl, chatProtocol);
      const deps = { meter: this.#meterOf(origin), requests: this.modelDeps(origin) };
      return embedTexts(server, texts, deps, signal);
    };
  }

  /** What the completion server is given to do while nobody types; undefined without one. */
  preparation(): ServerPreparation | undefined {
    return this.#connect().preparation;
  }

  /** Tells of a keystroke. @param atMs monotonic */
  typed(atMs: number): void {
    this.#rhythm.typed(atMs);
  }

  /** How long to wait before a request is sent, by typing rhythm and measured latency. */
  delayMs(): number {
    const preference = this.#deps.delay?.() ?? "balanced";
    return adaptiveDelay(this.#rhythm.medianMs, this.#firstTokenMs.median, preference);
  }

  /** Whether the server may get requests that the user has not made yet. */
  mayPrefetch(): boolean {
    const config = this.config();
    return config !== undefined && mayPrefetch(this.#deps.settings().model.prefetch, config);
  }

  /** Whether the embedded engine's answer goes along as a `prediction`, which chat servers alone may take. */
  sendsDraft(): boolean {
    const { protocol, prediction } = this.#deps.settings().model;
    return prediction && isProtocol(protocol) && protocolRow(protocol).takesDraft === true;
  }

  /** Tokens of a prompt that the server reads in a millisecond; undefined while unknown. */
  promptTokensPerMs(): number | undefined {
    return this.#promptSpeed.median;
  }

  /** What the configured servers were asked today, the completion server first. */
  today(): readonly ServerDay[] {
    const { server, completion, chatServer: asked } = this.#connect();
    const maxRequests = this.#deps.maxRequestsPerDay?.() ?? 0;
    const dayOf = (origin: string, use: ServerDay["use"]) => ({
      ...this.#usage.today(origin),
      server: origin,
      use,
      maxRequests,
    });
    const perMs = this.promptTokensPerMs();
    const pace = { firstTokenMs: this.#firstTokenMs.median, promptTokensPerSecond: perMs && perMs * 1_000 };
    const first = completion ? [{ ...dayOf(server, asked === server ? "both" : "completions"), ...pace }] : [];
    return asked === undefined || (completion && asked === server) ? first : [...first, dayOf(asked, "questions")];
  }

  /** To be called when a setting, a key or the workspace's trust has changed: pauses end, clients are built anew. */
  reset(): void {
    this.#connected = undefined;
    this.#firstTokenMs = new RecentMedian();
    this.#promptSpeed = new RecentMedian();
  }

  /** What `chooseModel` and `testConnection` need: clients without guards, so that a test is never refused. */
  modelDeps(origin: string): ModelDeps {
    const { fetch, local } = this.#deps;
    return { fetch, key: () => this.keys.get(origin), formats: promptFormats, local };
  }

  /** What completes, a server or a model inside this editor; undefined if the embedded engine does it alone. */
  config(): ServerConfig | undefined {
    return vscode.workspace.isTrusted ? configuredModel(this.#deps.settings()) : undefined;
  }

  dispose(): void {
    clearTimeout(this.#doubting);
    this.keys.dispose();
  }

  /** Undefined in an untrusted workspace. */
  #servers(): ConfiguredServers | undefined {
    return vscode.workspace.isTrusted ? configuredServers(this.#deps.settings()) : undefined;
  }

  #meterOf(server: string): ServerMeter {
    return new ServerMeter(this.#usage, server, () => this.#deps.maxRequestsPerDay?.() ?? 0);
  }

  #connect(): Connected {
    this.#connected ??= this.#build();
    return this.#connected;
  }

  #build(): Connected {
    const config = this.config();
    const chatConfig = this.#servers()?.chat;
    const chat = chatConfig && this.#orTell(() => this.#buildChat(chatConfig));
    const completion = config && this.#orTell(() => this.#buildCompletion(config));
    return {
      server: completion?.server ?? "",
      completion: completion?.model,
      chat: chat?.model,
      chatServer: chat?.server,
      preparation: completion?.preparation,
    };
  }

  /** What was built; where the settings make no server, undefined, and it is told why. */
  #orTell<T>(build: () => T): T | undefined {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.#deps.onProblem(error);
      return undefined;
    }
  }

  readonly #tellClipped = (read: number, sent: number): void => {
    this.#deps.onDoubt?.(
      `The server reads ${read} of about ${sent} tokens it is sent and leaves the rest out. Start llama.cpp with a larger batch and context (-b 2048 -ub 2048 -c 8192), or send less.`,
      "tooSmall",
    );
  };

  #buildCompletion(config: ServerConfig) {
    const { origin } = parseAddress(config.baseUrl, config.protocol);
    const { completion } = this.#clients(config);
    clearTimeout(this.#doubting);
    // Settings that belong together are written one after the other; a mixture is not worth a word.
    this.#doubting = setTimeout(() => this.#tellDoubt(), 1_000);
    const whole = protocolRow(config.protocol).clipsPrompts
      ? tellClipping(completion, estimateTokens, this.#tellClipped)
      : completion;
    const meter = this.#meterOf(origin);
    const requests = this.modelDeps(origin);
    const preparation = new ServerPreparation(config, { requests, meter, mayReadAhead: () => this.mayPrefetch() });
    return { server: origin, model: this.#guard(whole, meter), preparation };
  }

  /** Only raw prompts carry our markers; what Ollama sends shows in its template, which is not known yet. */
  #tellDoubt(): void {
    const config = this.config();
    const markers = config && protocolRow(config.protocol).markers;
    const isRaw = markers === "hunch" || (markers === "template" && config?.fimFamily !== "auto");
    const doubt = config && isRaw ? familyDoubt({ family: config.fimFamily, model: config.model }) : undefined;
    if (doubt && doubt !== this.#doubt) this.#deps.onDoubt?.(doubt, "unknownFamily");
    this.#doubt = doubt;
  }

  #clients(config: ServerConfig): ServerModels {
    return createModel(config, this.modelDeps(parseAddress(config.baseUrl, config.protocol).origin));
  }

  #buildChat(config: ServerConfig) {
    const server = parseAddress(config.baseUrl, config.protocol).origin;
    const { chat } = this.#clients(config);
    return chat && { server, model: guardChat(chat, this.#meterOf(server)) };
  }

  #guard(model: CompletionModel, meter: ServerMeter): CompletionModel {
    const guarded = guardModel(model, {
      breaker: new Breaker(),
      meter,
      firstTokenMs: this.#firstTokenMs,
      promptSpeed: this.#promptSpeed,
      now: Date.now,
    });
    return tellAnswers(guarded, this.#deps.onAnswered);
  }
}
