import * as vscode from "vscode";
import type { EmbedTexts } from "../core/ask/rerankPassages.ts";
import { adaptiveDelay, type DelayPreference, RecentMedian, TypingRhythm } from "../core/model/adaptiveDelay.ts";
import { Breaker } from "../core/model/breaker.ts";
import { createModel, type ModelDeps, type ServerModels } from "../core/model/createModel.ts";
import { DailyUsage, type DayUsage, type UsageByServer } from "../core/model/dailyUsage.ts";
import { embedTexts } from "../core/model/embedTexts.ts";
import { guardChat, guardModel } from "../core/model/guardedModel.ts";
import type { Fetch } from "../core/model/guardFetch.ts";
import { RequestLane } from "../core/model/requestLane.ts";
import { isLoopback, parseAddress } from "../core/model/serverAddress.ts";
import type { Protocol, ServerConfig } from "../core/model/serverConfig.ts";
import { ServerMeter } from "../core/model/serverMeter.ts";
import { ServerPreparation } from "../core/model/serverPreparation.ts";
import { tellAnswers } from "../core/model/tellAnswers.ts";
import { tellClipping } from "../core/model/tellClipping.ts";
import { estimateTokens } from "../core/prompt/estimateTokens.ts";
import { familyDoubt } from "../core/prompt/familyDoubt.ts";
import { promptFormats } from "../core/prompt/promptFormats.ts";
import { type ChatModel, type CompletionModel, ModelError } from "../core/types/model.ts";
import { ApiKeys } from "./apiKeys.ts";
import type { ModelDoubt } from "./modelNotices.ts";
import type { AskAheadChoice } from "./parseSettings.ts";

/** The settings that say where and how; "none" leaves everything to the embedded engine. */
export interface ServerSettings {
  readonly model: {
    readonly protocol: Protocol | "none";
    readonly baseUrl: string;
    readonly name: string;
    readonly fimFamily: string;
    readonly askAhead: AskAheadChoice;
    readonly prediction: boolean;
  };
  readonly ask: { readonly baseUrl: string; readonly name: string; readonly embeddingsModel: string };
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
  readonly server: string;
  readonly completion: CompletionModel | undefined;
  readonly chat: ChatModel | undefined;
  readonly preparation: ServerPreparation | undefined;
}

/** The configured servers, built when first used and again after {@link Servers.reset}. Off in untrusted workspaces. */
export class Servers implements vscode.Disposable {
  readonly keys: ApiKeys;
  private readonly usage: DailyUsage;
  private readonly rhythm = new TypingRhythm();
  private firstTokenMs = new RecentMedian();
  private promptSpeed = new RecentMedian();
  private connected: Connected | undefined;
  private doubt: string | undefined;
  private doubting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: ServersDeps) {
    this.keys = new ApiKeys(deps.secrets, () => this.reset());
    const keep = (counts: UsageByServer) => void deps.memento.update(usageKey, counts);
    this.usage = new DailyUsage(Date.now, deps.memento.get<unknown>(usageKey), keep);
    if (this.usage.unreadable > 0) deps.log?.warn("Today's counts of requests to servers were damaged and begin anew.");
  }

  /** The model that completes, or undefined: then the embedded engine answers alone. */
  completion(): CompletionModel | undefined {
    return this.connect().completion;
  }

  /** The model that answers questions, or undefined. */
  chat(): ChatModel | undefined {
    return this.connect().chat;
  }

  /** The model that turns Ask's passages into vectors, counted and capped like every request; undefined unless set. */
  embed(): EmbedTexts | undefined {
    const { ask, model } = this.deps.settings();
    const baseUrl = ask.baseUrl || (this.config() ? model.baseUrl : "");
    if (ask.embeddingsModel === "" || baseUrl === "" || !vscode.workspace.isTrusted) return undefined;
    return async (texts, signal) => {
      const { origin } = parseAddress(baseUrl, "openai-chat");
      const deps = { meter: this.meterOf(origin), requests: this.modelDeps(origin) };
      return embedTexts({ baseUrl, model: ask.embeddingsModel }, texts, deps, signal);
    };
  }

  /** What the completion server is given to do while nobody types; undefined without one. */
  preparation(): ServerPreparation | undefined {
    return this.connect().preparation;
  }

  /** Tells of a keystroke. @param atMs monotonic */
  typed(atMs: number): void {
    this.rhythm.typed(atMs);
  }

  /** How long to wait before a request is sent, by typing rhythm and measured latency. */
  delayMs(): number {
    const preference = this.deps.delay?.() ?? "balanced";
    return adaptiveDelay(this.rhythm.medianMs, this.firstTokenMs.median, preference);
  }

  /** Whether the server may be asked for answers that nobody may come to see; unless set, only one that costs nothing. */
  mayAskAhead(): boolean {
    const { askAhead } = this.deps.settings().model;
    return (
      askAhead === "always" || (askAhead === "thisMachine" && isLoopback(URL.parse(this.connect().server)?.host ?? ""))
    );
  }

  /** Whether the embedded engine's answer goes along as a `prediction`, which chat servers alone may take. */
  sendsDraft(): boolean {
    const { protocol, prediction } = this.deps.settings().model;
    return prediction && protocol === "openai-chat";
  }

  /** Tokens of a prompt that the server reads in a millisecond; undefined while unknown. */
  promptTokensPerMs(): number | undefined {
    return this.promptSpeed.median;
  }

  /** What the configured servers were asked today, the completion server first. */
  today(): readonly ServerDay[] {
    const { server, completion, chat } = this.connect();
    const maxRequests = this.deps.maxRequestsPerDay?.() ?? 0;
    const asked = chat ? this.chatServer() : undefined;
    const dayOf = (origin: string, use: ServerDay["use"]) => ({
      ...this.usage.today(origin),
      server: origin,
      use,
      maxRequests,
    });
    const perMs = this.promptTokensPerMs();
    const pace = { firstTokenMs: this.firstTokenMs.median, promptTokensPerSecond: perMs && perMs * 1_000 };
    const first = completion ? [{ ...dayOf(server, asked === server ? "both" : "completions"), ...pace }] : [];
    return asked === undefined || (completion && asked === server) ? first : [...first, dayOf(asked, "questions")];
  }

  /** To be called when a setting, a key or the workspace's trust has changed: pauses end, clients are built anew. */
  reset(): void {
    this.connected = undefined;
    this.firstTokenMs = new RecentMedian();
    this.promptSpeed = new RecentMedian();
  }

  /** What `chooseModel` and `testConnection` need: clients without guards, so that a test is never refused. */
  modelDeps(origin: string): ModelDeps {
    const { fetch, local } = this.deps;
    return { fetch, key: () => this.keys.get(origin), formats: promptFormats, local };
  }

  /** The configured completion server, or undefined. */
  config(): ServerConfig | undefined {
    const { model } = this.deps.settings();
    if (model.protocol === "none" || !vscode.workspace.isTrusted) return undefined;
    return { protocol: model.protocol, baseUrl: model.baseUrl, model: model.name, fimFamily: model.fimFamily };
  }

  dispose(): void {
    clearTimeout(this.doubting);
    this.keys.dispose();
  }

  private meterOf(server: string): ServerMeter {
    return new ServerMeter(this.usage, server, () => this.deps.maxRequestsPerDay?.() ?? 0);
  }

  private connect(): Connected {
    this.connected ??= this.build();
    return this.connected;
  }

  private build(): Connected {
    const config = this.config();
    const chat = this.orTell(() => this.buildChat(config));
    const completion = config && this.orTell(() => this.buildCompletion(config));
    return {
      server: completion?.server ?? "",
      completion: completion?.model,
      chat,
      preparation: completion?.preparation,
    };
  }

  /** What was built; where the settings make no server, undefined, and it is told why. */
  private orTell<T>(build: () => T): T | undefined {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.deps.onProblem(error);
      return undefined;
    }
  }

  private readonly tellClipped = (read: number, sent: number): void => {
    this.deps.onDoubt?.(
      `The server reads ${read} of about ${sent} tokens it is sent and leaves the rest out. Start llama.cpp with a larger batch and context (-b 2048 -ub 2048 -c 8192), or send less.`,
      "tooSmall",
    );
  };

  private buildCompletion(config: ServerConfig) {
    const { origin } = parseAddress(config.baseUrl, config.protocol);
    const { completion } = this.clients(config);
    clearTimeout(this.doubting);
    // Settings that belong together are written one after the other; a mixture is not worth a word.
    this.doubting = setTimeout(() => this.tellDoubt(), 1_000);
    const whole =
      config.protocol === "llamacpp" ? tellClipping(completion, estimateTokens, this.tellClipped) : completion;
    const meter = this.meterOf(origin);
    const requests = this.modelDeps(origin);
    const preparation = new ServerPreparation(config, { requests, meter, mayReadAhead: () => this.mayAskAhead() });
    return { server: origin, model: this.guard(whole, meter), preparation };
  }

  /** Only raw prompts carry our markers; what Ollama sends shows in its template, which is not known yet. */
  private tellDoubt(): void {
    const config = this.config();
    const isRaw = config?.protocol === "openai-fim" || (config?.protocol === "ollama" && config.fimFamily !== "auto");
    const doubt = config && isRaw ? familyDoubt({ family: config.fimFamily, model: config.model }) : undefined;
    if (doubt && doubt !== this.doubt) this.deps.onDoubt?.(doubt, "unknownFamily");
    this.doubt = doubt;
  }

  /** A server of its own where one is set; else the completion server, once a chat model is named. */
  private buildChat(config: ServerConfig | undefined): ChatModel | undefined {
    const { ask } = this.deps.settings();
    if (!vscode.workspace.isTrusted) return undefined;
    if (ask.baseUrl !== "") {
      return this.countedChat({ protocol: "openai-chat", baseUrl: ask.baseUrl, model: ask.name, fimFamily: "auto" });
    }
    if (!config || config.protocol === "transformers") return undefined;
    const name = ask.name || (config.protocol === "openai-chat" ? config.model : "");
    return name ? this.countedChat({ ...config, model: name }) : undefined;
  }

  /** The origin that questions go to. */
  private chatServer(): string | undefined {
    const { ask, model } = this.deps.settings();
    if (ask.baseUrl !== "") return parseAddress(ask.baseUrl, "openai-chat").origin;
    return model.protocol === "none" ? undefined : parseAddress(model.baseUrl, model.protocol).origin;
  }

  private clients(config: ServerConfig): ServerModels {
    return createModel(config, this.modelDeps(parseAddress(config.baseUrl, config.protocol).origin));
  }

  private countedChat(config: ServerConfig): ChatModel | undefined {
    const { chat } = this.clients(config);
    const server = parseAddress(config.baseUrl, config.protocol).origin;
    return chat && guardChat(chat, this.meterOf(server));
  }

  private guard(model: CompletionModel, meter: ServerMeter): CompletionModel {
    const guarded = guardModel(model, {
      breaker: new Breaker(),
      lane: new RequestLane(),
      meter,
      firstTokenMs: this.firstTokenMs,
      promptSpeed: this.promptSpeed,
      now: Date.now,
    });
    return tellAnswers(guarded, this.deps.onAnswered);
  }
}
