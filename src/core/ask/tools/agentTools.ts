import type { Redaction } from "../../privacy/redaction.ts";
import type { ToolSpec } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import type { Passage } from "../askFiles.ts";
import { sourceBlock } from "../askPrompt.ts";
import type { IndexedFile } from "../index/chunkIndex.ts";
import type { AskTools } from "./askTools.ts";
import { describeSymbol } from "./describeSymbol.ts";

/** A tool that is offered to agents outside Hunch. It reads and changes nothing. */
export interface AgentTool {
  readonly spec: ToolSpec;
  /** A few words for display. */
  readonly title: string;
  /** @param input whatever the agent sent @returns text for the agent, also if nothing was found */
  readonly run: (input: unknown, signal: AbortSignal) => Promise<string>;
}

export interface AgentToolDeps {
  /** Passages that match a question, best first. */
  readonly search: (question: string, limit: number, signal: AbortSignal) => Promise<readonly Passage[]>;
  /** Reads at most `most` files with a word, in any spelling; those that most probably declare it come first. */
  readonly filesWith: (word: string, most: number, signal: AbortSignal) => AsyncIterable<IndexedFile>;
  readonly open: AskTools["open"];
  readonly redact: (text: string) => Redaction;
}

const usualPassages = 8;
const mostPassages = 20;
const longestText = 500;

/** The tools for other agents: search, find a symbol, open lines of a file. */
export function createAgentTools({ search, filesWith, open, redact }: AgentToolDeps): readonly AgentTool[] {
  const shown = (passages: readonly Passage[], none: string) => {
    const blocks = passages.map((passage, at) => sourceBlock({ ...passage, text: redact(passage.text).text }, at + 1));
    return blocks.length === 0 ? none : blocks.join("\n\n");
  };
  return [
    {
      spec: {
        name: "hunch_search",
        description:
          "Searches the workspace for the code and documentation that answer a question. Understands parts of names, synonyms and commit messages. Returns whole functions with their paths and lines.",
        parameters: schema(
          {
            query: { type: "string", description: "A question in words, or names to look for" },
            limit: { type: "integer", description: `Number of passages, at most ${mostPassages}` },
          },
          ["query"],
        ),
      },
      title: translatable("Search the workspace"),
      run: async (input, signal) => {
        const query = textIn(input, "query");
        if (query === "") return "The query is missing.";
        const limit = Math.min(numberIn(input, "limit") ?? usualPassages, mostPassages);
        return shown(await search(query, limit, signal), "Nothing was found.");
      },
    },
    {
      spec: {
        name: "hunch_symbol",
        description:
          "Finds where a function, class, member or other name is declared in the workspace, who imports it, also under another name, and which lines use it. Write Type.member for a member of one type. It compares names, not types.",
        parameters: schema({ name: { type: "string", description: "The name as it is written in the code" } }, [
          "name",
        ]),
      },
      title: translatable("Find a symbol"),
      run: async (input, signal) => {
        const name = textIn(input, "name");
        if (name === "") return "The name is missing.";
        const files = (word: string, most: number) => filesWith(word, most, signal);
        return describeSymbol(name, files, (text) => redact(text).text);
      },
    },
    {
      spec: {
        name: "hunch_open",
        description: "Reads lines of a file of the workspace. Files that are excluded or hold secrets are refused.",
        parameters: schema(
          {
            path: { type: "string", description: "Path relative to the workspace" },
            start_line: { type: "integer", description: "First line, counted from 1" },
            end_line: { type: "integer", description: "Last line" },
          },
          ["path"],
        ),
      },
      title: translatable("Open a file"),
      run: async (input) => {
        const start = (numberIn(input, "start_line") ?? 1) - 1;
        const outcome = await open(textIn(input, "path"), start, numberIn(input, "end_line"));
        if (outcome.kind === "refused") return outcome.reason;
        return outcome.kind === "text" ? redact(outcome.text).text : shown(outcome.passages, "The file is empty.");
      },
    },
  ];
}

function schema(properties: Readonly<Record<string, object>>, required: readonly string[]) {
  return { type: "object", properties, required } as const;
}

function textIn(input: unknown, name: string): string {
  const value = fieldOf(input, name);
  return typeof value === "string" ? value.trim().slice(0, longestText) : "";
}

function numberIn(input: unknown, name: string): number | undefined {
  const value = Number(fieldOf(input, name) ?? Number.NaN);
  return Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

function fieldOf(input: unknown, name: string): unknown {
  return typeof input === "object" && input !== null ? Reflect.get(input, name) : undefined;
}
