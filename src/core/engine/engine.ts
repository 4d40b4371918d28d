import { languages } from "../code/languages/languages.ts";
import type { Cursor } from "../types/cursor.ts";
import type { EmbeddedEngine, EngineAnswer, EngineOptions } from "../types/engine.ts";
import type { LineEdit, RecentFile, SlicedTask, SourceFile } from "../types/source.ts";
import { pathNearness } from "../util/pathNearness.ts";
import type { AnswerContext, Scorers } from "./answer/answerContext.ts";
import { answerCursor } from "./answer/answerCursor.ts";
import { type CursorLine, cursorLineOf } from "./collect/query.ts";
import { expectedAnswers } from "./language/expectedAnswers.ts";
import { type LanguageTables, noLanguageTables } from "./language/languageLibrary.ts";
import type { LanguageTable } from "./language/languageTable.ts";
import { LearntFile } from "./learn/learntFile.ts";
import type { Source } from "./learn/source.ts";
import { runNow } from "./learn/tokenizedLines.ts";
import { Vocabulary } from "./learn/vocabulary.ts";
import type { StopCalibration } from "./score/calibration.ts";
import { type Considered, considerLine } from "./score/considerLine.ts";
import { Forest, type ForestTable } from "./score/forest.ts";
import { lineForest } from "./score/generated/lineForest.ts";
import { nextLineWeights } from "./score/generated/nextLineWeights.ts";
import { stopCalibration } from "./score/generated/stopCalibration.ts";
import { stopForest } from "./score/generated/stopForest.ts";
import type { NextLineWeights } from "./score/nextLine.ts";

/** Files beside the recent ones that are asked too, those nearest in the tree, and what they count. */
const maxOtherFiles = 20;
const otherWeight = 0.04;

/** The shipped models of an engine. */
export interface EngineTables {
  readonly line: ForestTable;
  readonly stop: ForestTable;
  readonly calibration: StopCalibration;
  readonly nextLine: NextLineWeights;
}

/** The tables written by `npm run fit:engine`. */
export const shippedTables: EngineTables = {
  line: lineForest,
  stop: stopForest,
  calibration: stopCalibration,
  nextLine: nextLineWeights,
};

/**
 * The embedded engine learns from files as they change, and continues lines as they were continued elsewhere.
 * @param languageTables say what is common in a language, for where no file helps
 */
export function createEngine(languageTables: LanguageTables = noLanguageTables): EmbeddedEngine {
  return new Engine(shippedTables, languageTables);
}

/** The engine with a view into its workshop, for fitting. */
export class Engine implements EmbeddedEngine {
  readonly #scorers: Scorers;
  readonly #languageTables: LanguageTables;
  readonly #vocabulary = new Vocabulary();
  readonly #files = new Map<string, LearntFile>();
  /** Reading that is not done, by uri; a later word about the same file ends it. */
  readonly #reading = new Map<string, SlicedTask>();

  constructor({ line, stop, calibration, nextLine }: EngineTables, languageTables: LanguageTables = noLanguageTables) {
    this.#languageTables = languageTables;
    this.#scorers = { line: new Forest(line), stop: { forest: new Forest(stop), calibration }, nextLine };
  }

  learn(file: SourceFile): SlicedTask {
    this.#tableOf(file); // So that it is loaded before the first keystroke.
    this.forget(file.uri);
    const task = this.#read(file);
    this.#reading.set(file.uri, task);
    return task;
  }

  edit(uri: string, version: number, edits: readonly LineEdit[]): boolean {
    const file = this.#files.get(uri);
    if (file === undefined || version <= file.version) return false;
    if (file.edit(version, edits)) return true;
    this.forget(uri);
    return false;
  }

  forget(uri: string): void {
    this.#reading.get(uri)?.return();
    this.#reading.delete(uri);
    this.#files.get(uri)?.release();
    this.#files.delete(uri);
  }

  versionOf(uri: string): number | undefined {
    return this.#files.get(uri)?.version;
  }

  get bytes(): number {
    let bytes = this.#vocabulary.bytes;
    for (const file of this.#files.values()) bytes += file.bytes;
    return bytes;
  }

  answer(cursor: Cursor, recent: readonly RecentFile[], options: EngineOptions): readonly EngineAnswer[] {
    return this.at(cursor, recent, (line, context) => {
      const learnt = answerCursor(line, cursor.indentation, context, options);
      const table = this.#tableOf(cursor);
      if (table === undefined || learnt.length >= options.limit) return learnt;
      const known = learnt.map(({ text }) => text);
      return [...learnt, ...expectedAnswers(table, cursor.prefix, known, context.sources.length > 1, options)];
    });
  }

  /** All candidates at a cursor with what is known about each: what a scorer is fitted on. */
  consider(cursor: Cursor, recent: readonly RecentFile[]): readonly Considered[] {
    return this.at(cursor, recent, (line, { sources, vocabulary }) => considerLine(line, sources, vocabulary));
  }

  /** Does work with what is known at a cursor; a file that is not known in this version is known while it lasts. */
  at<T>(cursor: Cursor, recent: readonly RecentFile[], work: (line: CursorLine, context: AnswerContext) => T): T {
    const line = cursorLineOf(cursor);
    const given = { vocabulary: this.#vocabulary, scorers: this.#scorers };
    const known = this.#files.get(cursor.uri);
    if (known !== undefined && known.version === cursor.version)
      return work(line, { ...given, sources: this.#sources(known, line.number, recent) });
    const { uri, path, languageId, version } = cursor;
    const lines = (cursor.prefix + cursor.suffix).split("\n");
    const passing = runNow(LearntFile.read({ uri, path, languageId, version, lines }, this.#vocabulary));
    const number = countLineBreaks(cursor.prefix);
    try {
      return work({ ...line, number }, { ...given, sources: this.#sources(passing, number, recent) });
    } finally {
      passing.release();
    }
  }

  #tableOf({ languageId }: Pick<Cursor, "languageId">): LanguageTable | undefined {
    return this.#languageTables.of(languages.of(languageId).family);
  }

  *#read(file: SourceFile): SlicedTask {
    const learnt = yield* LearntFile.read(file, this.#vocabulary);
    this.#files.set(file.uri, learnt);
    this.#reading.delete(file.uri);
  }

  /** The cursor's file, the recent ones by recency, then others of the language. */
  #sources(own: LearntFile, cursorLine: number, recent: readonly RecentFile[]): readonly Source[] {
    const sources: Source[] = [{ file: own, rank: 0, weight: 1, cursorLine, edited: [] }];
    const taken = new Set([own.identity.uri]);
    for (const { uri, edited } of recent) {
      const file = this.#files.get(uri);
      if (file === undefined || taken.has(uri)) continue;
      taken.add(uri);
      const rank = sources.length;
      // The weights of the copy model that `npm run replay` compares with: more of the newest, a little of all.
      sources.push({ file, rank, weight: 0.15 + 0.6 * Math.exp(-(rank - 1) / 3), cursorLine: undefined, edited });
    }
    const family = languages.of(own.identity.languageId).family;
    const { path } = own.identity;
    const others = [...this.#files].filter(
      ([uri, { identity }]) => !taken.has(uri) && languages.of(identity.languageId).family === family,
    );
    const nearest = others
      .map(([, file]) => ({ file, nearness: pathNearness(path, file.identity.path) }))
      .sort((a, b) => b.nearness - a.nearness);
    for (const { file } of nearest.slice(0, maxOtherFiles))
      sources.push({ file, rank: sources.length, weight: otherWeight, cursorLine: undefined, edited: [] });
    return sources;
  }
}

function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
