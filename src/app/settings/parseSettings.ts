import { protocolNames } from "../../core/server/protocols/protocols.ts";
import type { ProtocolChoice } from "../../core/server/setup/configuredServers.ts";
import { type PrefetchChoice, prefetchChoices } from "../../core/server/setup/mayPrefetch.ts";
import { type PriceList, parsePriceList } from "../../core/statistics/priceList.ts";
import type { SettingReader } from "./settingReader.ts";

/** How confident the embedded engine must be before it suggests something; see core/engine/score/thresholds.ts. */
export type Eagerness = "quiet" | "balanced" | "eager";

/** The values of `hunch.model.protocol`; "none" leaves everything to the embedded engine. */
const protocolChoices: readonly [ProtocolChoice, ...ProtocolChoice[]] = ["none", ...protocolNames];

/** Settings of the whole window. A test compares their names, types and defaults with package.json. */
export interface Settings {
  readonly model: {
    readonly protocol: ProtocolChoice;
    readonly baseUrl: string;
    readonly name: string;
    readonly fimFamily: string;
    readonly delay: "short" | "balanced" | "long";
    /** 0 for no limit. */
    readonly maxRequestsPerDay: number;
    readonly prefetch: PrefetchChoice;
    readonly prediction: boolean;
  };
  /** package.json binds the keys; the code only names them. */
  readonly nextEditKeys: (typeof nextEditKeys)[number];
  readonly ask: { readonly baseUrl: string; readonly name: string; readonly embeddingsModel: string };
  readonly context: {
    readonly maxTokens: number;
    readonly definitions: boolean;
    readonly learnWorkspace: boolean;
  };
  readonly statistics: {
    /** Days for which events are kept; 0 writes none. */
    readonly keepDays: number;
    readonly prices: PriceList;
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

const nextEditChoices = ["off", "quiet", "balanced", "eager"] as const;
const nextEditKeys = ["tab", "altOnly"] as const;

/** How confident a next edit must be before it is shown; see core/nextEdit/thresholds.ts. */
export type NextEditEagerness = (typeof nextEditChoices)[number];

/** Parses the setting of next edits, which can differ by language. */
export function parseNextEdits(value: SettingReader): NextEditEagerness {
  return value.choice("hunch.nextEdits", nextEditChoices);
}

/** Parses the window's settings. Every value is one that package.json allows, whatever the user wrote. */
export function parseSettings(value: SettingReader): Settings {
  return {
    model: {
      protocol: value.choice("hunch.model.protocol", protocolChoices),
      baseUrl: value.text("hunch.model.baseUrl"),
      name: value.text("hunch.model.name"),
      fimFamily: value.text("hunch.model.fimFamily"),
      delay: value.choice("hunch.model.delay", ["short", "balanced", "long"] as const),
      maxRequestsPerDay: value.number("hunch.model.maxRequestsPerDay", 0, 1_000_000),
      prefetch: value.choice("hunch.model.prefetch", prefetchChoices),
      prediction: value.flag("hunch.model.prediction"),
    },
    nextEditKeys: value.choice("hunch.nextEditKeys", nextEditKeys),
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
    statistics: {
      keepDays: value.number("hunch.statistics.keepDays", 0, 3_650),
      prices: value.parsed("hunch.statistics.prices", parsePriceList, {
        wanted: 'prices per million tokens such as {"model": {"input": 0.15, "output": 0.6}}',
        otherwise: {},
      }),
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
