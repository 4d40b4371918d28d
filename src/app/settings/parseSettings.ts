import { type QueryRewriting, queryRewritings } from "../../core/ask/rewriteQuery.ts";
import { protocolNames } from "../../core/server/protocols/protocols.ts";
import {
  type EmbeddingsChoice,
  embeddingsChoices,
  type ProtocolChoice,
} from "../../core/server/setup/configuredServers.ts";
import { type PrefetchChoice, prefetchChoices } from "../../core/server/setup/mayPrefetch.ts";
import { type PriceList, parsePriceList } from "../../core/statistics/priceList.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { TeamSettings } from "../teams/teamExport.ts";
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
    /** Whether a model may be asked for next edits. */
    readonly nextEdits: boolean;
    /** The model to ask for them; "" for the one that completes, or else Ask's. */
    readonly nextEditName: string;
  };
  /** package.json binds the keys; the code only names them. */
  readonly nextEditKeys: (typeof nextEditKeys)[number];
  readonly ask: {
    readonly baseUrl: string;
    readonly name: string;
    readonly embeddingsModel: string;
    readonly embeddingsFrom: EmbeddingsChoice;
    readonly embedWorkspace: boolean;
    /** Steps that a chat model with tools may take; 0 turns them off. */
    readonly maxSteps: number;
    readonly queryRewriting: QueryRewriting;
    /** Address of the index that a team shares, without a password; "" for none. */
    readonly sharedIndex: string;
  };
  readonly context: {
    readonly maxTokens: number;
    readonly definitions: boolean;
    readonly learnWorkspace: boolean;
  };
  readonly statistics: {
    /** Days for which events are kept; 0 writes none. */
    readonly keepDays: number;
    readonly prices: PriceList;
    /** The user's own variants, as written; see core/variants/parseVariants. */
    readonly variants: object;
  };
  readonly teams: TeamSettings;
}

/** Settings that can differ by language and by folder. */
export interface CompletionSettings {
  readonly enabled: boolean;
  readonly trigger: "automatic" | "onDemand";
  readonly eagerness: Eagerness;
  readonly maxLines: number;
  /** Milliseconds. */
  readonly waitForModel: number;
  readonly inComments: boolean;
  readonly inStrings: boolean;
  /** Globs of files without suggestions inside comments and strings, whatever is set for their language. */
  readonly onlyInCode: readonly string[];
}

function parseObject(value: unknown): object | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
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
      nextEdits: value.flag("hunch.model.nextEdits"),
      nextEditName: value.text("hunch.model.nextEditName"),
    },
    nextEditKeys: value.choice("hunch.nextEditKeys", nextEditKeys),
    ask: {
      baseUrl: value.text("hunch.ask.baseUrl"),
      name: value.text("hunch.ask.name"),
      embeddingsModel: value.text("hunch.ask.embeddingsModel"),
      embeddingsFrom: value.choice("hunch.ask.embeddingsFrom", embeddingsChoices),
      embedWorkspace: value.flag("hunch.ask.embedWorkspace"),
      maxSteps: value.number("hunch.ask.maxSteps", 0, 20),
      queryRewriting: value.choice("hunch.ask.queryRewriting", queryRewritings),
      sharedIndex: value.text("hunch.ask.sharedIndex"),
    },
    context: {
      maxTokens: value.number("hunch.context.maxTokens", 256, 32_768),
      definitions: value.flag("hunch.context.definitions"),
      learnWorkspace: value.flag("hunch.context.learnWorkspace"),
    },
    statistics: {
      keepDays: value.number("hunch.statistics.keepDays", 0, 3_650),
      prices: value.parsed("hunch.statistics.prices", parsePriceList, {
        wanted: translatable('prices per million tokens such as {"model": {"input": 0.15, "output": 0.6}}'),
        otherwise: {},
      }),
      variants: value.parsed("hunch.statistics.variants", parseObject, {
        wanted: translatable('variants by name such as {"short": {"maxLines": 1}}'),
        otherwise: {},
      }),
    },
    teams: {
      endpoint: value.text("hunch.teams.endpoint"),
      headers: value.parsed("hunch.teams.headers", parseHeaders, {
        wanted: translatable('headers by name such as {"X-Scope-OrgID": "editors"}'),
        otherwise: {},
      }),
    },
  };
}

function parseHeaders(value: unknown): TeamSettings["headers"] | undefined {
  const entries = Object.entries(parseObject(value) ?? { invalid: 0 });
  const headers = entries.flatMap(([name, text]) =>
    typeof text === "string" && isHeader(name, text) ? [[name, text] as const] : [],
  );
  return headers.length === entries.length ? Object.fromEntries(headers) : undefined;
}

function isHeader(name: string, text: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(text);
}

/** Parses the settings of one language and folder. Every value is one that package.json allows. */
export function parseCompletionSettings(value: SettingReader): CompletionSettings {
  return {
    enabled: value.flag("hunch.completion.enabled"),
    trigger: value.choice("hunch.completion.trigger", ["automatic", "onDemand"] as const),
    eagerness: value.choice("hunch.completion.eagerness", ["quiet", "balanced", "eager"] as const),
    maxLines: value.number("hunch.completion.maxLines", 1, 100),
    waitForModel: value.number("hunch.completion.waitForModel", 0, 10_000),
    inComments: value.flag("hunch.completion.inComments"),
    inStrings: value.flag("hunch.completion.inStrings"),
    onlyInCode: value.globs("hunch.completion.onlyInCode"),
  };
}

/** Parses the globs of files to exclude in one folder. */
export function parseExclude(value: SettingReader): readonly string[] {
  return value.globs("hunch.context.exclude");
}
