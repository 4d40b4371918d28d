/**
 * Messages between the panels and the extension. All of them are plain data. A web view is not trusted, so its messages
 * are checked by the guards below.
 */

/** A passage as a panel shows it; its number is its position from 1. */
export interface AskSource {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  /** Line at which to open the file, from 0. */
  readonly focusLine: number;
  readonly text: string;
  /** Words of the text that match the question. */
  readonly words: readonly string[];
}

/** Action of a button under a message: one of the extension's own commands, or `retry`. */
export type AskAction = "chooseModel" | "testConnection" | "setApiKey" | "showLog" | "retry";

/** Status of a turn. Texts are for display. */
export type AskStatus =
  /** `indexed`: how many files of how many, while the index is being built. */
  | { readonly kind: "searching"; readonly indexed: { readonly done: number; readonly total: number } | undefined }
  | { readonly kind: "answering" }
  | { readonly kind: "done"; readonly note: string | undefined; readonly action: AskAction | undefined }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly message: string; readonly action: AskAction | undefined };

/** One question with the answer so far. */
export interface AskTurn {
  readonly id: number;
  readonly question: string;
  /** The selection at the time of the question, e.g. "boats.ts, lines 3 to 9". */
  readonly selection: string | undefined;
  /** Model that answers; undefined if the passages are the answer. */
  readonly model: string | undefined;
  readonly sources: readonly AskSource[];
  /** Files that were searched. */
  readonly fileCount: number;
  readonly redactions: number;
  readonly answer: string;
  readonly status: AskStatus;
}

export type ToAskPanel =
  /** All turns, e.g. after the panel was hidden. */
  | { readonly kind: "session"; readonly turns: readonly AskTurn[] }
  /** A new turn, or one that changed in another way than by new text. */
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

export interface InspectorSnippet {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  readonly score: number;
  readonly tokens: number;
}

/** A recent request. */
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
  /** A sentence with the reason of its outcome. */
  readonly reason: string;
  readonly source: "embedded" | "cache" | "server" | undefined;
  /** Confidence of the embedded engine, in [0, 1]. */
  readonly confidence: number | undefined;
  readonly suggestion: string | undefined;
  /** Location that the embedded engine learned it from. */
  readonly origin: { readonly uri: string; readonly path: string; readonly line: number } | undefined;
  /** Stages in the order in which they ran, with their durations in milliseconds. */
  readonly stages: readonly { readonly name: string; readonly ms: number }[];
  readonly totalMs: number;
  readonly snippets: readonly InspectorSnippet[];
  /** Rules that changed the model's text, in order. */
  readonly changedBy: readonly string[];
  /** The rule that dropped the model's text. */
  readonly droppedBy: string | undefined;
  readonly redactions: number | undefined;
  readonly promptTokens: number | undefined;
  readonly cachedTokens: number | undefined;
  readonly completionTokens: number | undefined;
  readonly firstTokenMs: number | undefined;
  /** Prompt that was sent to a model. Only part of the message while the user wants to see it; stored nowhere. */
  readonly prompt: string | undefined;
  /** The model's text before any rule. Only sent together with the prompt. */
  readonly rawText: string | undefined;
}

/** Today's requests to a model server, and their tokens as far as the server reports them. */
export interface InspectorServer {
  readonly server: string;
  /** What the server is configured for. */
  readonly use: "completions" | "questions" | "both";
  readonly requests: number;
  /** 0 for no limit. */
  readonly maxRequests: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** Median of its last answers; undefined if unknown. */
  readonly firstTokenMs?: number | undefined;
  /** Speed at which it reads prompts, from its last answers. It limits the length of the next prompt. */
  readonly promptTokensPerSecond?: number | undefined;
  /** How requests differ from the usual ones because the server refuses fields, a phrase each. */
  readonly changes?: readonly string[] | undefined;
}

/** A change of whole lines. */
export interface InspectorChange {
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
}

/** A recent next edit. */
export interface InspectorNextEdit extends InspectorChange {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A word. */
  readonly outcome: string;
  /** Why it was proposed at this place, in a sentence. */
  readonly reason: string;
  /** In [0, 1]. */
  readonly confidence: number;
  /** The edits that it was learnt from, oldest first. */
  readonly examples: readonly InspectorChange[];
}

/** Content of the inspector, newest request first. */
export interface InspectorReport {
  /** What Hunch does at the cursor and why, to follow "At the cursor now: ". */
  readonly now?: string | undefined;
  /** What keeps statistics from being complete, a sentence each. */
  readonly troubles?: readonly string[] | undefined;
  /** The configured ones, the completion server first. */
  readonly servers?: readonly InspectorServer[] | undefined;
  readonly requests: readonly InspectorRequest[];
  /** Newest first. */
  readonly nextEdits?: readonly InspectorNextEdit[] | undefined;
}

export interface ToInspector {
  readonly kind: "report";
  readonly report: InspectorReport;
}

export type FromInspector =
  | { readonly kind: "ready" }
  /** Whether reports should contain prompts. */
  | { readonly kind: "showPrompts"; readonly isOn: boolean }
  | { readonly kind: "open"; readonly uri: string; readonly line: number };

const longestText = 100_000;
const actions: readonly AskAction[] = ["chooseModel", "testConnection", "setApiKey", "showLog", "retry"];

/** Returns a valid message of the Ask panel, or undefined for anything else. */
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

/** Returns a valid message of the inspector, or undefined for anything else. */
export function readInspectorMessage(value: unknown): FromInspector | undefined {
  const field = fieldsOf(value);
  const kind = field("kind");
  if (kind === "ready") return { kind };
  if (kind === "showPrompts") return { kind, isOn: field("isOn") === true };
  const uri = textOf(field("uri"));
  const line = lineOf(field("line"));
  return kind === "open" && uri !== undefined && line !== undefined ? { kind, uri, line } : undefined;
}

/** Returns the turns that a panel kept across a restart, without invalid ones. Running ones count as stopped. */
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
