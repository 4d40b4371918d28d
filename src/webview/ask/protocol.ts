import { translatable } from "../../core/util/translatable.ts";
import { fieldsOf, lineOf, textOf } from "../messages/fields.ts";

/**
 * Messages between the Ask panel and the extension. All of them are plain data. A web view is not trusted, so its
 * messages are checked by the guards below.
 */

/** A passage as the panel shows it; its number is its position from 1. */
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
  /** Which index found it, if a team shares one; that of this machine alone if left out. */
  readonly origin?: "shared" | "both" | undefined;
}

/** Action of a button under a message: one of the extension's own commands, or asking again. */
export type AskAction = "chooseModel" | "testConnection" | "setApiKey" | "showLog" | "retry" | "retryWith";

/** Status of a turn. Texts are for display. */
export type AskStatus =
  /** `indexed`: how many files of how many, while the index is being built. */
  | { readonly kind: "searching"; readonly indexed: { readonly done: number; readonly total: number } | undefined }
  | { readonly kind: "answering" }
  | { readonly kind: "done"; readonly note: string | undefined; readonly action: AskAction | undefined }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly message: string; readonly action: AskAction | undefined };

/** Something the model did on the way to its answer, such as another search. Texts are for display. */
export interface AskStep {
  /** Position in the turn, from 1. */
  readonly id: number;
  readonly label: string;
  readonly state: "running" | "done" | "refused" | "failed";
  /** What came back. */
  readonly detail: string;
}

/** Why an answer did not help. */
export const ratingReasons = ["wrong", "incomplete", "wrongSources", "unclear", "other"] as const;
export type RatingReason = (typeof ratingReasons)[number];

/** The reasons as Ask and statistics show them. */
export const ratingLabels: Readonly<Record<RatingReason, string>> = translatable({
  wrong: "Wrong",
  incomplete: "Incomplete",
  wrongSources: "Wrong sources",
  unclear: "Unclear",
  other: "Another reason",
});

/** What the user thinks of an answer; a reason is given only for one that did not help. */
export interface AskRating {
  readonly isGood: boolean;
  readonly reason: RatingReason | undefined;
}

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
  /** What the user should know about the search. */
  readonly searchNote?: string | undefined;
  readonly steps: readonly AskStep[];
  readonly answer: string;
  readonly status: AskStatus;
  readonly rating: AskRating | undefined;
}

/** What a piece of code is, as far as themes color it. */
export const tokenKinds = [
  "comment",
  "keyword",
  "string",
  "number",
  "constant",
  "function",
  "type",
  "variable",
  "tag",
  "attribute",
  "regexp",
  "meta",
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Colors of code in the editor's theme, as #rrggbb or #rrggbbaa; kinds that the theme does not color are missing. */
export type TokenColors = Readonly<Partial<Record<TokenKind, string>>>;

/** A proposal for what is being typed after `#`. */
export interface AskCompletion {
  /** Takes the place of the word that is being typed. */
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
}

/** A conversation as the page shows it, and keeps it across a restart. */
export interface AskSession {
  readonly id: string;
  /** Time at which it was sent to the page, in milliseconds since 1970. */
  readonly at: number;
  readonly turns: readonly AskTurn[];
}

export type ToAskPanel =
  /** All turns, e.g. after the panel was hidden. */
  | ({ readonly kind: "session" } & AskSession)
  /** A new turn, or one that changed in another way than by new text. */
  | { readonly kind: "turn"; readonly turn: AskTurn }
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | { readonly kind: "theme"; readonly colors: TokenColors }
  /** Answers `complete` with the same text. */
  | { readonly kind: "completions"; readonly text: string; readonly items: readonly AskCompletion[] };

export type FromAskPanel =
  | { readonly kind: "ready" }
  | {
      readonly kind: "ask";
      readonly question: string;
      /** The turn that was edited: it and those after it make room for the question. */
      readonly replaces: number | undefined;
    }
  | { readonly kind: "stop" }
  | { readonly kind: "newConversation" }
  | { readonly kind: "showHistory" }
  | { readonly kind: "openSource"; readonly uri: string; readonly line: number }
  | { readonly kind: "openLink"; readonly url: string }
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "insert"; readonly text: string }
  | {
      readonly kind: "showDiff";
      readonly text: string;
      /** The file that the block says it changes. */
      readonly path: string | undefined;
      readonly turn: number;
    }
  | { readonly kind: "rate"; readonly turn: number; readonly rating: AskRating }
  /** Requests proposals for a word that starts with `#`. */
  | { readonly kind: "complete"; readonly text: string }
  | {
      readonly kind: "act";
      readonly action: AskAction /** Under whose answer the button is. */;
      readonly turn: number;
    };

const actions: readonly AskAction[] = ["chooseModel", "testConnection", "setApiKey", "showLog", "retry", "retryWith"];

/** Returns a valid message of the Ask panel, or undefined for anything else. */
export function readAskMessage(value: unknown): FromAskPanel | undefined {
  const field = fieldsOf(value);
  const kind = field("kind");
  switch (kind) {
    case "ready":
    case "stop":
    case "newConversation":
    case "showHistory":
      return { kind };
    case "ask": {
      const question = textOf(field("question"));
      return question === undefined ? undefined : { kind, question, replaces: lineOf(field("replaces")) };
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
    case "insert":
    case "complete": {
      const text = textOf(field("text"));
      return text === undefined ? undefined : { kind, text };
    }
    case "showDiff": {
      const text = textOf(field("text"));
      const turn = lineOf(field("turn"));
      return text === undefined || turn === undefined ? undefined : { kind, text, turn, path: textOf(field("path")) };
    }
    case "rate": {
      const turn = lineOf(field("turn"));
      const rating = readRating(field("rating"));
      return turn === undefined || !rating ? undefined : { kind, turn, rating };
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

/** Returns what the page kept across a restart. It may be older than the conversation, or nothing. */
export function readKeptSession(value: unknown): Omit<AskSession, "id"> & { readonly id: string | undefined } {
  const field = fieldsOf(value);
  const id = textOf(field("id"));
  return {
    id: id !== undefined && /^[\w-]{1,64}$/.test(id) ? id : undefined,
    at: lineOf(field("at")) ?? 0,
    turns: readKeptTurns(value),
  };
}

/** Returns the turns that were kept across a restart, without invalid ones. Running ones count as stopped. */
export function readKeptTurns(value: unknown): readonly AskTurn[] {
  const turns = fieldsOf(value)("turns");
  return Array.isArray(turns) ? turns.flatMap((turn: unknown) => readTurn(turn) ?? []) : [];
}

function readTurn(value: unknown): AskTurn | undefined {
  const field = fieldsOf(value);
  const [id, question, answer] = [lineOf(field("id")), textOf(field("question")), textOf(field("answer"))];
  const sources = field("sources");
  if (id === undefined || question === undefined || answer === undefined || !Array.isArray(sources)) return undefined;
  const steps = field("steps");
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
    searchNote: textOf(field("searchNote")),
    steps: Array.isArray(steps) ? steps.flatMap((step: unknown) => readStep(step) ?? []) : [],
    status: isDone ? { kind: "done", note: textOf(status("note")), action: undefined } : { kind: "stopped" },
    rating: readRating(field("rating")),
  };
}

function readRating(value: unknown): AskRating | undefined {
  const field = fieldsOf(value);
  const isGood = field("isGood");
  if (typeof isGood !== "boolean") return undefined;
  return { isGood, reason: isGood ? undefined : ratingReasons.find((reason) => reason === field("reason")) };
}

function readStep(value: unknown): AskStep | undefined {
  const field = fieldsOf(value);
  const [id, label, detail] = [lineOf(field("id")), textOf(field("label")), textOf(field("detail"))];
  const state = (["done", "refused", "failed"] as const).find((each) => each === field("state"));
  if (id === undefined || label === undefined || detail === undefined) return undefined;
  return { id, label, detail, state: state ?? "failed" };
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
    origin: (["shared", "both"] as const).find((each) => each === field("origin")),
  };
}
