import { describeStop } from "../../../core/engine/language/confidence.ts";
import { continueLine, type LanguageStop } from "../../../core/engine/language/continueLine.ts";
import { isWorthReading } from "../../../core/engine/language/expectedAnswers.ts";
import type { LanguageTable } from "../../../core/engine/language/languageTable.ts";
import { fitLogistic } from "../../replay/logisticFit.ts";
import type { Project } from "./readProjects.ts";

/** A text that a table expected at a position of a project that it does not know. */
export interface JudgedStop {
  readonly stop: LanguageStop;
  readonly project: string;
  /** Number of the position. */
  readonly position: number;
  /** The project goes on so, to the text's last character. */
  readonly isRight: boolean;
}

/** Texts expected at many positions. */
export interface Judged {
  readonly stops: readonly JudgedStop[];
  /** Characters that were to be typed at each position. */
  readonly characters: readonly number[];
}

/** Files per project, and lines from their tops. One line in four is judged. */
const [maxFiles, firstLines, everyLine] = [60, 40, 4];
/** Shares of a line that are typed before the cursor. */
const typedShares = [0, 0.12, 0.25, 0.5];
const minLine = 8;
const isComment = /^(?:\/\/|#(?!\[)|\*|\/\*|"""|--)/;

/** Asks a table at the tops of files of projects that it was not built from. */
export function judgeTable(table: LanguageTable, projects: readonly Project[], firstPosition: number): Judged {
  const stops: JudgedStop[] = [];
  const characters: number[] = [];
  for (const { name, texts } of projects)
    for (const { prefix, rest } of texts.slice(0, maxFiles).flatMap(positionsIn)) {
      const position = firstPosition + characters.push(rest.length) - 1;
      for (const stop of continueLine(table, prefix))
        if (isWorthReading(stop.text, prefix))
          stops.push({ stop, project: name, position, isRight: isRight(stop, rest) });
    }
  return { stops, characters };
}

function positionsIn(text: string): readonly { readonly prefix: string; readonly rest: string }[] {
  const lines = text.split("\n");
  const judged = lines.slice(0, firstLines).flatMap((line, at) => {
    const code = line.trim();
    return code.length >= minLine && /[A-Za-z_]{2}/.test(code) && !isComment.test(code) ? [at] : [];
  });
  return judged
    .filter((_, index) => index % everyLine === 1)
    .flatMap((at) => {
      const line = (lines[at] ?? "").trimEnd();
      const indent = line.length - line.trimStart().length;
      const above = lines.slice(0, at).map((each) => `${each}\n`);
      return typedShares.map((share) => {
        const typed = indent + Math.floor((line.length - indent) * share);
        return { prefix: above.join("") + line.slice(0, typed), rest: line.slice(typed) };
      });
    });
}

function isRight({ text, isWhole }: LanguageStop, rest: string): boolean {
  if (!rest.startsWith(text)) return false;
  const left = rest.slice(text.length);
  return isWhole ? left === "" : !(/\w$/.test(text) && /^\w/.test(left));
}

/** Weights of a confidence, as `confidenceOf` takes them. */
export function fitConfidence(stops: readonly JudgedStop[]): readonly number[] {
  const rows = stops.map(({ stop }) => describeStop(stop));
  const width = rows[0]?.length ?? 0;
  return fitLogistic({
    width,
    features: Float64Array.from(rows.flat()),
    labels: Float64Array.from(stops, (each) => Number(each.isRight)),
    weights: new Float64Array(stops.length).fill(1),
  });
}
