import { createWorkspaceTools } from "../../../app/ask/workspaceTools.ts";
import { childUri, uriPath } from "../../../app/files/uriPath.ts";
import { type AskDeps, ask } from "../../../core/ask/ask.ts";
import type { Passage } from "../../../core/ask/askFiles.ts";
import { createPassageIndex } from "../../../core/ask/createPassageIndex.ts";
import type { Findings } from "../../../core/ask/passageIndex.ts";
import { passagesOf } from "../../../core/ask/passagesOf.ts";
import { redact } from "../../../core/privacy/redactSecrets.ts";
import { estimateTokens } from "../../../core/prompt/estimateTokens.ts";
import type { LabelledQuestion, LabelledRepository } from "./questionSet.ts";
import { firstHit } from "./searchFigures.ts";
import { type AnswerCost, StandInModel } from "./standInModel.ts";

/** Means over the questions that have an answer. */
export interface PathFigures extends AnswerCost {
  /** Share of questions for which one of the first five passages shows an answer. */
  readonly hit5: number;
  /** The same for all passages that the model was given. */
  readonly given: number;
  /** Passages that the model was given. */
  readonly passages: number;
}

/** As `hunch.ask.maxSteps` is by default, and as many passages as one search of a model returns. */
const maxSteps = 6;
const mostInSearch = 5;

/** The fixed pipeline, the same after the model wrote what else to search for, and tools. */
type Path = "pipeline" | "rewriting" | "tools";

/**
 * Asks the questions in each of these ways, all through Ask itself, with a stand-in for the model. With tools, the first
 * five passages are those of the pipeline and of the tools by turns.
 */
export async function toolsBesidePipeline(
  repositories: readonly LabelledRepository[],
): Promise<Readonly<Record<Path, PathFigures>>> {
  const all: Record<Path, Answered[]> = { pipeline: [], tools: [], rewriting: [] };
  for (const repository of repositories) {
    const deps = await depsOf(repository);
    for (const question of repository.questions.filter(({ answerable }) => answerable)) {
      const plain = { ...deps, tools: undefined };
      all.pipeline.push(await answer(question, plain));
      all.rewriting.push(await answer(question, { ...plain, queryRewriting: () => "keywords" }));
      all.tools.push(await answer(question, deps));
    }
  }
  return { pipeline: figures(all.pipeline), rewriting: figures(all.rewriting), tools: figures(all.tools) };
}

interface Answered {
  readonly question: LabelledQuestion;
  readonly cost: AnswerCost;
  /** Best first. */
  readonly passages: readonly Passage[];
}

async function answer(question: LabelledQuestion, deps: Omit<AskDeps, "chatModel">): Promise<Answered> {
  let found: readonly Passage[] = [];
  let given: readonly Passage[] = [];
  const model = new StandInModel(() => given);
  const request = { question: question.question, selection: undefined, earlier: [] };
  for await (const event of ask(request, { ...deps, chatModel: () => model }, new AbortController().signal)) {
    if (event.kind === "found") found = event.sources;
    if (event.kind === "found" || event.kind === "sources") given = event.sources;
  }
  return { question, cost: model.cost, passages: byTurns(found, given.slice(found.length)) };
}

function byTurns<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  const rounds = Array.from({ length: Math.max(first.length, second.length) }, (_, at) => at);
  return rounds.flatMap((at) => [...first.slice(at, at + 1), ...second.slice(at, at + 1)]);
}

function figures(all: readonly Answered[]): PathFigures {
  const mean = (value: (each: Answered) => number) => all.reduce((sum, each) => sum + value(each), 0) / all.length;
  const isHit = ({ question, passages }: Answered, most: number) => {
    const ranges = passages
      .slice(0, most)
      .map(({ path, startLine, endLine }) => ({ path, startLine: startLine + 1, endLine }));
    return Number.isFinite(firstHit({ question, ranking: { passages: ranges, confidence: 0 }, ms: 0 })) ? 1 : 0;
  };
  return {
    requests: mean(({ cost }) => cost.requests),
    calls: mean(({ cost }) => cost.calls),
    promptTokens: mean(({ cost }) => cost.promptTokens),
    hit5: mean((each) => isHit(each, 5)),
    given: mean((each) => isHit(each, each.passages.length)),
    passages: mean(({ passages }) => passages.length),
  };
}

/** Ask over a repository in memory, with the index that ships. */
async function depsOf({ files, history }: LabelledRepository): Promise<Omit<AskDeps, "chatModel">> {
  const root = "file:///bench";
  const texts = new Map(files.map(({ path, text }) => [childUri(root, path), text]));
  const pathOf = (uri: string) => uriPath(uri).slice(uriPath(root).length + 1);
  const index = createPassageIndex(() => new Promise((resolve) => setImmediate(resolve)));
  await index.set([...texts].map(([uri, text]) => ({ uri, path: pathOf(uri), text, stamp: "" })));
  await index.learn(history);
  const find = async (request: Parameters<AskDeps["find"]>[0], limit: number): Promise<Findings> => {
    const { spans, rarity, ...found } = await index.find(request, { limit, recentUris: [] });
    return { ...found, passages: passagesOf(request, spans, rarity, (uri) => texts.get(uri)) };
  };
  const tools = createWorkspaceTools({
    search: async (query) => {
      const { passages } = await find({ question: query, selection: undefined, earlier: [] }, mostInSearch);
      return { kind: "passages", passages };
    },
    readText: async (uri) => {
      const text = texts.get(uri);
      if (text === undefined) return { kind: "notRead", reason: "missing" };
      return { kind: "text", path: pathOf(uri), text, version: 0, languageId: undefined };
    },
    excludes: () => Promise.resolve(false),
    files: {
      stat: (uri) => Promise.resolve(texts.has(uri) ? { kind: "file", size: 0, modified: 0 } : undefined),
      list: () => Promise.resolve([]),
    },
    workspace: { folderOf: () => root, displayPath: pathOf },
    folders: () => [{ uri: root, name: "bench" }],
    locate: () => Promise.resolve([]),
    history: () => Promise.resolve(undefined),
  });
  return {
    find,
    redact,
    estimateTokens,
    embed: () => undefined,
    onEmbedError: () => undefined,
    tools: () => ({ tools, maxSteps, onRefused: () => undefined }),
  };
}
