import type { ToolCall, ToolSpec } from "../../types/model.ts";
import type { Translate } from "../../types/translate.ts";
import type { AskTools, ToolOutcome } from "./askTools.ts";

/** One tool: how it is described to the model and to the user, and what it runs. */
interface Tool {
  readonly spec: ToolSpec;
  /** What the user reads while it runs. */
  readonly label: (input: ToolInput, t: Translate) => string;
  readonly run: (input: ToolInput, tools: AskTools, signal: AbortSignal) => Promise<ToolOutcome>;
}

/** A call that can be run. */
export interface PreparedCall {
  readonly label: string;
  readonly run: (tools: AskTools, signal: AbortSignal) => Promise<ToolOutcome>;
}

/** Fields of a call's input; a field of another type is missing. */
interface ToolInput {
  readonly text: (name: string) => string;
  /** From 1, as models count lines. */
  readonly line: (name: string) => number | undefined;
}

const longestText = 300;

const path = { type: "string", description: "Path of a file, as the sources show it" } as const;
const line = { type: "integer", description: "Line, counted from 1" } as const;
const name = { type: "string", description: "The name as it is written on that line" } as const;

const table: readonly Tool[] = [
  {
    spec: spec("search", "Search the workspace for code and documentation.", {
      query: { type: "string", description: "Words or names to look for" },
    }),
    label: ({ text }, t) => t("Search for “{0}”", text("query")),
    run: ({ text }, { search }, signal) => search(text("query"), signal),
  },
  {
    spec: spec("open_file", "Read lines of a file.", { path, start_line: line, end_line: line }, ["path"]),
    label: (input, t) => t("Open {0}", placeIn(input, t)),
    run: ({ text, line }, { open }) => open(text("path"), (line("start_line") ?? 1) - 1, line("end_line")),
  },
  {
    spec: spec("find_definition", "Find where a name is defined.", { path, line, name }),
    label: ({ text }, t) => t("Find the definition of {0}", text("name")),
    run: (input, { locate }) => locate("definition", namedLine(input), input.text("name")),
  },
  {
    spec: spec("find_references", "Find where a name is used.", { path, line, name }),
    label: ({ text }, t) => t("Find uses of {0}", text("name")),
    run: (input, { locate }) => locate("references", namedLine(input), input.text("name")),
  },
  {
    spec: spec("list_folder", "List the files of a folder.", {
      path: { type: "string", description: "Path of a folder; empty for the workspace" },
    }),
    label: ({ text }, t) => t("List {0}", text("path") || t("the workspace")),
    run: ({ text }, { list }) => list(text("path")),
  },
  {
    spec: spec("git_history", "Show the last commits of a file, or who last changed a line and why.", { path, line }, [
      "path",
    ]),
    label: (input, t) => t("Read the history of {0}", placeIn(input, t)),
    run: ({ text, line }, { history }, signal) => {
      const at = line("line");
      return history(text("path"), at === undefined ? undefined : at - 1, signal);
    },
  },
];

/** All tools, as models are told about them. */
export const toolSpecs: readonly ToolSpec[] = table.map(({ spec }) => spec);

/** Reads a call of a model; undefined for a tool that does not exist or an input that is not an object. */
export function prepareCall({ name, input }: ToolCall, t: Translate): PreparedCall | undefined {
  const tool = table.find(({ spec }) => spec.name === name);
  const fields = readInput(input);
  if (!tool || !fields) return undefined;
  return { label: tool.label(fields, t), run: (tools, signal) => tool.run(fields, tools, signal) };
}

function spec(
  name: string,
  description: string,
  properties: Readonly<Record<string, object>>,
  required: readonly string[] = Object.keys(properties),
): ToolSpec {
  return { name, description, parameters: { type: "object", properties, required, additionalProperties: false } };
}

function readInput(json: string): ToolInput | undefined {
  const value = parse(json.trim() === "" ? "{}" : json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  return {
    text: (name) => {
      const field = fields.get(name);
      return typeof field === "string" ? field.trim().slice(0, longestText) : "";
    },
    line: (name) => {
      const field = Number(fields.get(name) ?? Number.NaN);
      return Number.isSafeInteger(field) && field >= 1 ? field : undefined;
    },
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function namedLine({ text, line }: ToolInput) {
  return { path: text("path"), line: (line("line") ?? 1) - 1 };
}

/** A file, or lines of it. */
function placeIn({ text, line }: ToolInput, t: Translate): string {
  const [path, start, end] = [text("path"), line("start_line") ?? line("line"), line("end_line")];
  if (start === undefined) return path;
  return end === undefined || end === start
    ? t("{0}, line {1}", path, start)
    : t("{0}, lines {1} to {2}", path, start, end);
}
