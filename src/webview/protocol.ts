/**
 * What the panels and the extension say to each other. Everything that crosses is plain data; what comes from a web
 * view is read by the guards below, for a web view is not trusted.
 */

/** A passage as a panel shows it; its number is its position from 1. */
export interface AskSource {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  /** Where to open the file, from 0. */
  readonly focusLine: number;
  readonly text: string;
  /** Words of the text that match the question. */
  readonly words: readonly string[];
}

/** A button under a message that runs one of the extension's own commands. */
export type AskAction = "chooseModel" | "testConnection" | "setApiKey" | "showLog" | "retry";

/** How far a turn has come; texts are ready to be read by a person. */
export type AskStatus =
  /** `indexed`: how many files of how many, while the index is being built. */
  | { readonly kind: "searching"; readonly indexed: { readonly done: number; readonly total: number } | undefined }
  | { readonly kind: "answering" }
  | { readonly kind: "done"; readonly note: string | undefined; readonly action: AskAction | undefined }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly message: string; readonly action: AskAction | undefined };

/** One question with all that came back so far. */
export interface AskTurn {
  readonly id: number;
  readonly question: string;
  /** What was selected when asking, e.g. "boats.ts, lines 3 to 9". */
  readonly selection: string | undefined;
  /** Model that answers; undefined when the passages are the answer. */
  readonly model: string | undefined;
  readonly sources: readonly AskSource[];
  /** Files that were searched. */
  readonly fileCount: number;
  readonly redactions: number;
  readonly answer: string;
  readonly status: AskStatus;
}

export type ToAskPanel =
  /** Everything, e.g. after the panel was hidden. */
  | { readonly kind: "session"; readonly turns: readonly AskTurn[] }
  /** A new turn, or a turn that changed other than by growing. */
  | { readonly kind: "turn"; readonly turn: AskTurn }
  | { readonly kind: "text"; readonly id: number; readonly text: string };

export type FromAskPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "ask"; readonly question: string }
  | { readonly kind: "stop" }
  | { readonly kind: "openSource"; readonly uri: string; readonly line: number }
  | { readonly kind: "openLink"; readonly url: string }
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "insert"; readonly text: string }
  | {
      readonly kind: "act";
      readonly action: AskAction /** Under whose answer the button is. */;
      readonly turn: number;
    };

/** Counts of shown suggestions by how they ended. */
export interface InspectorCounts {
  readonly shown: number;
  readonly accepted: number;
  readonly partlyAccepted: number;
  readonly rejected: number;
  readonly ignored: number;
  readonly shownCharacters: number;
  readonly acceptedCharacters: number;
}

/** A named group of counts: a language, a source. */
export interface InspectorGroup {
  readonly name: string;
  readonly counts: InspectorCounts;
}

/** What one span of time amounts to. */
export interface InspectorPeriod {
  readonly name: "Today" | "7 days" | "All";
  readonly counts: InspectorCounts;
  readonly byLanguage: readonly InspectorGroup[];
  readonly bySource: readonly InspectorGroup[];
  readonly latencyMs: { readonly p50: number; readonly p95: number } | undefined;
}

export interface InspectorSnippet {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  readonly score: number;
  readonly tokens: number;
}

/** One request of the recent past. */
export interface InspectorRequest {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly languageId: string;
  readonly trigger: "automatic" | "explicit";
  readonly outcome: "offered" | "empty" | "skipped" | "cancelled" | "failed";
  /** Says in one sentence why it ended so. */
  readonly reason: string;
  readonly source: "embedded" | "cache" | "server" | undefined;
  /** Probability in [0, 1] that the embedded engine gave. */
  readonly confidence: number | undefined;
  readonly suggestion: string | undefined;
  /** Where the embedded engine learnt it. */
  readonly origin: { readonly uri: string; readonly path: string; readonly line: number } | undefined;
  /** Stages in the order in which they ran, in milliseconds. */
  readonly stages: readonly { readonly name: string; readonly ms: number }[];
  readonly totalMs: number;
  readonly snippets: readonly InspectorSnippet[];
  /** Rules that changed what the model wrote, in order. */
  readonly changedBy: readonly string[];
  /** The rule that dropped what the model wrote. */
  readonly droppedBy: string | undefined;
  readonly redactions: number | undefined;
  readonly promptTokens: number | undefined;
  readonly cachedTokens: number | undefined;
  readonly completionTokens: number | undefined;
  readonly firstTokenMs: number | undefined;
  /** What was sent to a model; sent here only while the user wants to see it, kept nowhere. */
  readonly prompt: string | undefined;
  /** What the model wrote before any rule; sent here with the prompt only. */
  readonly rawText: string | undefined;
}

/** What a model server was asked and gave today; tokens as far as it counts them. */
export interface InspectorServer {
  readonly server: string;
  /** What it is configured for. */
  readonly use: "completions" | "questions" | "both";
  readonly requests: number;
  /** 0 for no limit. */
  readonly maxRequests: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** Median of its last answers; absent where none is known. */
  readonly firstTokenMs?: number | undefined;
  /** How fast it reads prompts, by its last answers; the length of the next prompt follows it. */
  readonly promptTokensPerSecond?: number | undefined;
}

/** Everything the inspector shows, newest request first. */
export interface InspectorReport {
  /** What keeps the figures from being whole, a sentence each. */
  readonly troubles?: readonly string[] | undefined;
  readonly periods: readonly InspectorPeriod[];
  /** The configured ones, the completion server first. */
  readonly servers?: readonly InspectorServer[] | undefined;
  readonly requests: readonly InspectorRequest[];
}

export interface ToInspector {
  readonly kind: "report";
  readonly report: InspectorReport;
}

export type FromInspector =
  | { readonly kind: "ready" }
  /** Whether prompts are to be part of reports. */
  | { readonly kind: "showPrompts"; readonly isOn: boolean }
  | { readonly kind: "open"; readonly uri: string; readonly line: number };

const longestText = 100_000;
const actions: readonly AskAction[] = ["chooseModel", "testConnection", "setApiKey", "showLog", "retry"];

/** A message of the Ask panel, or undefined for anything else. */
export function readAskMessage(value: unknown): FromAskPanel | undefined {
  const field = fieldsOf(value);
  const kind = field("kind");
  switch (kind) {
    case "ready":
    case "stop":
      return { kind };
    case "ask": {
      const question = textOf(field("question"));
      return question === undefined ? undefined : { kind, question };
    }
    case "openSource": {
      const uri = textOf(field("uri"));
      const line = lineOf(field("line"));
      return uri === undefined || line === undefined ? undefined : { kind, uri, line };
    }
    case "openLink": {
      const url = textOf(field("url"));
      return url?.startsWith("https://") ? { kind, url } : undefined;
    }
    case "copy":
    case "insert": {
      const text = textOf(field("text"));
      return text === undefined ? undefined : { kind, text };
    }
    case "act": {
      const action = actions.find((each) => each === field("action"));
      const turn = lineOf(field("turn"));
      return action && turn !== undefined ? { kind, action, turn } : undefined;
    }
    default:
      return undefined;
  }
}

/** A message of the inspector, or undefined for anything else. */
export function readInspectorMessage(value: unknown): FromInspector | undefined {
  const field = fieldsOf(value);
  const kind = field("kind");
  if (kind === "ready") return { kind };
  if (kind === "showPrompts") return { kind, isOn: field("isOn") === true };
  const uri = textOf(field("uri"));
  const line = lineOf(field("line"));
  return kind === "open" && uri !== undefined && line !== undefined ? { kind, uri, line } : undefined;
}

/** The turns that a panel kept across a restart; turns of another form are left out, running ones count as stopped. */
export function readKeptTurns(value: unknown): readonly AskTurn[] {
  const turns = fieldsOf(value)("turns");
  return Array.isArray(turns) ? turns.flatMap((turn: unknown) => readTurn(turn) ?? []) : [];
}

function readTurn(value: unknown): AskTurn | undefined {
  const field = fieldsOf(value);
  const [id, question, answer] = [lineOf(field("id")), textOf(field("question")), textOf(field("answer"))];
  const sources = field("sources");
  if (id === undefined || question === undefined || answer === undefined || !Array.isArray(sources)) return undefined;
  const status = fieldsOf(field("status"));
  const isDone = status("kind") === "done";
  return {
    id,
    question,
    answer,
    selection: textOf(field("selection")),
    model: textOf(field("model")),
    sources: sources.flatMap((source: unknown) => readSource(source) ?? []),
    fileCount: lineOf(field("fileCount")) ?? 0,
    redactions: lineOf(field("redactions")) ?? 0,
    status: isDone ? { kind: "done", note: textOf(status("note")), action: undefined } : { kind: "stopped" },
  };
}

function readSource(value: unknown): AskSource | undefined {
  const field = fieldsOf(value);
  const [uri, path, text] = [textOf(field("uri")), textOf(field("path")), textOf(field("text"))];
  const [startLine, endLine, focusLine] = [
    lineOf(field("startLine")),
    lineOf(field("endLine")),
    lineOf(field("focusLine")),
  ];
  if (uri === undefined || path === undefined || text === undefined) return undefined;
  if (startLine === undefined || endLine === undefined || focusLine === undefined) return undefined;
  const words = field("words");
  return {
    uri,
    path,
    text,
    startLine,
    endLine,
    focusLine,
    words: Array.isArray(words) ? words.flatMap((word: unknown) => textOf(word) ?? []) : [],
  };
}

function fieldsOf(value: unknown): (name: string) => unknown {
  const fields =
    typeof value === "object" && value !== null ? new Map<string, unknown>(Object.entries(value)) : undefined;
  return (name) => fields?.get(name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= longestText ? value : undefined;
}

function lineOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}
