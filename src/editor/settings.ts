import * as vscode from "vscode";

/** How sure the embedded engine must be before it speaks; numbers stand in core/local/thresholds.ts. */
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
const askAheadChoices = ["thisMachine", "always", "never"] as const;
export type AskAheadChoice = (typeof askAheadChoices)[number];

/** Settings that hold everywhere in a window. Names, types, defaults and scopes stand in package.json; a test compares. */
export interface Settings {
  readonly model: {
    readonly protocol: Protocol;
    readonly baseUrl: string;
    readonly name: string;
    readonly fimFamily: string;
    /** 0 for no limit. */
    readonly maxRequestsPerDay: number;
    readonly askAhead: AskAheadChoice;
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

/** Default of every setting, keyed by its full name; the manifest test holds package.json to it. */
const settingDefaults = {
  "hunch.completion.enabled": true,
  "hunch.completion.trigger": "automatic",
  "hunch.completion.eagerness": "balanced",
  "hunch.completion.maxLines": 10,
  "hunch.completion.waitForModelMs": 400,
  "hunch.completion.inComments": true,
  "hunch.completion.inStrings": true,
  "hunch.completion.codeOnly": [] as readonly string[],
  "hunch.context.maxTokens": 2048,
  "hunch.context.exclude": ["**/node_modules/**", "**/*.min.*"] as readonly string[],
  "hunch.context.definitions": true,
  "hunch.context.learnWorkspace": true,
  "hunch.model.protocol": "none",
  "hunch.model.baseUrl": "",
  "hunch.model.name": "",
  "hunch.model.fimFamily": "auto",
  "hunch.model.delay": "balanced",
  "hunch.model.maxRequestsPerDay": 0,
  "hunch.model.askAhead": "thisMachine",
  "hunch.ask.baseUrl": "",
  "hunch.ask.name": "",
  "hunch.ask.embeddingsModel": "",
} as const;

/** Reads the window's settings; a value of the wrong type counts as its default. */
export function readSettings(): Settings {
  const value = reader(vscode.workspace.getConfiguration());
  return {
    model: {
      protocol: value.choice("hunch.model.protocol", protocols),
      baseUrl: value.text("hunch.model.baseUrl"),
      name: value.text("hunch.model.name"),
      fimFamily: value.text("hunch.model.fimFamily"),
      maxRequestsPerDay: value.number("hunch.model.maxRequestsPerDay", 0, 1_000_000),
      askAhead: value.choice("hunch.model.askAhead", askAheadChoices),
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

/** Reads the settings that hold for one document. */
export function readCompletionSettings(document: vscode.TextDocument): CompletionSettings {
  const value = reader(vscode.workspace.getConfiguration(undefined, document));
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

type SettingName = keyof typeof settingDefaults;

function reader(configuration: vscode.WorkspaceConfiguration) {
  const get = (name: SettingName): unknown => configuration.get(name);
  return {
    flag: (name: SettingName): boolean => {
      const value = get(name);
      return typeof value === "boolean" ? value : settingDefaults[name] === true;
    },
    text: (name: SettingName): string => {
      const value = get(name);
      return typeof value === "string" ? value.trim() : String(settingDefaults[name]);
    },
    texts: (name: SettingName): readonly string[] => {
      const value = get(name);
      return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
    },
    number: (name: SettingName, least: number, most: number): number => {
      const value = get(name);
      const wanted = typeof value === "number" && Number.isFinite(value) ? value : Number(settingDefaults[name]);
      return Math.min(most, Math.max(least, wanted));
    },
    choice: <T extends string>(name: SettingName, choices: readonly [T, ...T[]]): T => {
      const value = get(name);
      return (
        choices.find((each) => each === value) ?? choices.find((each) => each === settingDefaults[name]) ?? choices[0]
      );
    },
  };
}
