import type { PrefetchChoice } from "../../core/server/mayPrefetch.ts";
import type { SettingReader } from "./settingReader.ts";

/** How sure the embedded engine must be before it speaks; numbers stand in core/engine/score/thresholds.ts. */
export type Eagerness = "quiet" | "balanced" | "eager";

/** How a model server is spoken to; "none" leaves everything to the embedded engine. */
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

/** Which servers get the request that follows a suggestion's acceptance while it is still being read. */
const askAheadChoices = ["thisMachine", "always", "never"] as const satisfies readonly PrefetchChoice[];

/** Settings that hold everywhere in a window. Names, types, defaults and scopes stand in package.json; a test compares. */
export interface Settings {
  readonly model: {
    readonly protocol: Protocol;
    readonly baseUrl: string;
    readonly name: string;
    readonly fimFamily: string;
    /** 0 for no limit. */
    readonly maxRequestsPerDay: number;
    readonly askAhead: PrefetchChoice;
    readonly prediction: boolean;
  };
  readonly ask: { readonly baseUrl: string; readonly name: string; readonly embeddingsModel: string };
  readonly delay: "short" | "balanced" | "long";
  readonly context: {
    readonly maxTokens: number;
    readonly exclude: readonly string[];
    readonly definitions: boolean;
    readonly learnWorkspace: boolean;
  };
}

/** Settings that may differ by language and by folder. */
export interface CompletionSettings {
  readonly enabled: boolean;
  readonly trigger: "automatic" | "onDemand";
  readonly eagerness: Eagerness;
  readonly maxLines: number;
  readonly waitForModelMs: number;
  readonly inComments: boolean;
  readonly inStrings: boolean;
  /** Globs of files in which nothing is suggested inside comments or strings, whatever their language says. */
  readonly codeOnly: readonly string[];
}

const nextEditChoices = ["off", "quiet", "balanced", "eager"] as const;
const nextEditKeys = ["tab", "altOnly"] as const;

/** Settings of next edits, which may differ by language. */
export interface NextEditSettings {
  /** How sure a next edit must be before it is shown; numbers are in core/nextEdit/thresholds.ts. */
  readonly eagerness: (typeof nextEditChoices)[number];
  /** package.json binds the keys; the code only names them. */
  readonly keys: (typeof nextEditKeys)[number];
}

/** Parses the settings of next edits; whatever they hold, each value is one that package.json allows. */
export function parseNextEdits(value: SettingReader): NextEditSettings {
  return {
    eagerness: value.choice("hunch.nextEdits", nextEditChoices),
    keys: value.choice("hunch.nextEditKeys", nextEditKeys),
  };
}

/** Parses the window's settings; whatever they hold, each value is one that package.json allows. */
export function parseSettings(value: SettingReader): Settings {
  return {
    model: {
      protocol: value.choice("hunch.model.protocol", protocols),
      baseUrl: value.text("hunch.model.baseUrl"),
      name: value.text("hunch.model.name"),
      fimFamily: value.text("hunch.model.fimFamily"),
      maxRequestsPerDay: value.number("hunch.model.maxRequestsPerDay", 0, 1_000_000),
      askAhead: value.choice("hunch.model.askAhead", askAheadChoices),
      prediction: value.flag("hunch.model.prediction"),
    },
    delay: value.choice("hunch.model.delay", ["short", "balanced", "long"] as const),
    ask: {
      baseUrl: value.text("hunch.ask.baseUrl"),
      name: value.text("hunch.ask.name"),
      embeddingsModel: value.text("hunch.ask.embeddingsModel"),
    },
    context: {
      maxTokens: value.number("hunch.context.maxTokens", 256, 32_768),
      exclude: value.texts("hunch.context.exclude"),
      definitions: value.flag("hunch.context.definitions"),
      learnWorkspace: value.flag("hunch.context.learnWorkspace"),
    },
  };
}

/** Parses the settings of one language and folder; whatever they hold, each value is one that package.json allows. */
export function parseCompletionSettings(value: SettingReader): CompletionSettings {
  return {
    enabled: value.flag("hunch.completion.enabled"),
    trigger: value.choice("hunch.completion.trigger", ["automatic", "onDemand"] as const),
    eagerness: value.choice("hunch.completion.eagerness", ["quiet", "balanced", "eager"] as const),
    maxLines: value.number("hunch.completion.maxLines", 1, 100),
    waitForModelMs: value.number("hunch.completion.waitForModelMs", 0, 10_000),
    inComments: value.flag("hunch.completion.inComments"),
    inStrings: value.flag("hunch.completion.inStrings"),
    codeOnly: value.texts("hunch.completion.codeOnly"),
  };
}
