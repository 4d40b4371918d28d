import type { PrefetchChoice } from "../../core/server/mayPrefetch.ts";
import type { SettingReader } from "./settingReader.ts";

/** How confident the embedded engine must be before it suggests something; see core/engine/score/thresholds.ts. */
export type Eagerness = "quiet" | "balanced" | "eager";

/** The protocol of the model server; "none" leaves everything to the embedded engine. */
export const protocols = [
  "none",
  "openai-fim",
  "openai-suffix",
  "openai-chat",
  "llamacpp",
  "ollama",
  "mistral",
  "deepseek",
  "transformers",
] as const;
export type Protocol = (typeof protocols)[number];

/** Which servers get requests that the user hasn't made yet. */
const askAheadChoices = ["thisMachine", "always", "never"] as const satisfies readonly PrefetchChoice[];

/** Settings of the whole window. A test compares their names, types and defaults with package.json. */
export interface Settings {
  readonly model: {
    readonly protocol: Protocol;
    readonly baseUrl: string;
    readonly name: string;
    readonly fimFamily: string;
    readonly delay: "short" | "balanced" | "long";
    /** 0 for no limit. */
    readonly maxRequestsPerDay: number;
    readonly askAhead: PrefetchChoice;
    readonly prediction: boolean;
  };
  readonly ask: { readonly baseUrl: string; readonly name: string; readonly embeddingsModel: string };
  readonly context: {
    readonly maxTokens: number;
    readonly definitions: boolean;
    readonly learnWorkspace: boolean;
  };
}

/** Settings that can differ by language and by folder. */
export interface CompletionSettings {
  readonly enabled: boolean;
  readonly trigger: "automatic" | "onDemand";
  readonly eagerness: Eagerness;
  readonly maxLines: number;
  readonly waitForModelMs: number;
  readonly inComments: boolean;
  readonly inStrings: boolean;
  /** Globs of files without suggestions inside comments and strings, whatever is set for their language. */
  readonly codeOnly: readonly string[];
}

/** Parses the window's settings. Every value is one that package.json allows, whatever the user wrote. */
export function parseSettings(value: SettingReader): Settings {
  return {
    model: {
      protocol: value.choice("hunch.model.protocol", protocols),
      baseUrl: value.text("hunch.model.baseUrl"),
      name: value.text("hunch.model.name"),
      fimFamily: value.text("hunch.model.fimFamily"),
      delay: value.choice("hunch.model.delay", ["short", "balanced", "long"] as const),
      maxRequestsPerDay: value.number("hunch.model.maxRequestsPerDay", 0, 1_000_000),
      askAhead: value.choice("hunch.model.askAhead", askAheadChoices),
      prediction: value.flag("hunch.model.prediction"),
    },
    ask: {
      baseUrl: value.text("hunch.ask.baseUrl"),
      name: value.text("hunch.ask.name"),
      embeddingsModel: value.text("hunch.ask.embeddingsModel"),
    },
    context: {
      maxTokens: value.number("hunch.context.maxTokens", 256, 32_768),
      definitions: value.flag("hunch.context.definitions"),
      learnWorkspace: value.flag("hunch.context.learnWorkspace"),
    },
  };
}

/** Parses the settings of one language and folder. Every value is one that package.json allows. */
export function parseCompletionSettings(value: SettingReader): CompletionSettings {
  return {
    enabled: value.flag("hunch.completion.enabled"),
    trigger: value.choice("hunch.completion.trigger", ["automatic", "onDemand"] as const),
    eagerness: value.choice("hunch.completion.eagerness", ["quiet", "balanced", "eager"] as const),
    maxLines: value.number("hunch.completion.maxLines", 1, 100),
    waitForModelMs: value.number("hunch.completion.waitForModelMs", 0, 10_000),
    inComments: value.flag("hunch.completion.inComments"),
    inStrings: value.flag("hunch.completion.inStrings"),
    codeOnly: value.globs("hunch.completion.codeOnly"),
  };
}

/** Parses the globs of files to exclude in one folder. */
export function parseExclude(value: SettingReader): readonly string[] {
  return value.globs("hunch.context.exclude");
}
