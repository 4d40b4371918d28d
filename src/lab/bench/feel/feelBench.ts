import { appendFile, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { inProject } from "../../../../scripts/paths.ts";
import type { Installation } from "../../../../test/support/ui/startVsCode.ts";
import { secretsFailure } from "../../replay/holdsSecret.ts";
import { loadCases } from "../../replay/loadCases.ts";
import { feelReportTable, textsFailure } from "./editorFigures.ts";
import { measureFeel, type TypedLine } from "./measureFeel.ts";
import { chooseLines, sampleLines } from "./typedLines.ts";

const usualLanguages = ["typescript", "python", "go", "rust"];

const usage = `Usage: npm run bench:feel -- [options]

Types lines in a real VS Code with its default settings, with the rhythm of an average typist, and prints how Hunch's
suggestions feel.
  --data DIR        lines of recorded edits (docs/replay.md) instead of the sample workspace
  --language NAME   only this one; may be given several times (default ${usualLanguages.join(", ")})
  --per-language N  lines of each language (default 16)
  --minutes N       stop after this time, and sum up what was typed (default 60)
  --slow N          type N times as slowly, on a machine that is busy (default 1)
  --seed N          chooses other lines (default 1)
  --setting NAME=JSON  a setting of VS Code's that differs from its default; may be given several times
  --events FILE     also write each line's recording there, as JSON Lines
  --json            one JSON object on stdout instead of a table`;

const options = {
  data: { type: "string" },
  language: { type: "string", multiple: true },
  "per-language": { type: "string", default: "16" },
  minutes: { type: "string", default: "60" },
  slow: { type: "string", default: "1" },
  seed: { type: "string", default: "1" },
  setting: { type: "string", multiple: true },
  events: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/**
 * Reads the parameters, and returns what runs in an installation and resolves with the exit code of the task. Prints the
 * usage and returns undefined for --help.
 */
export function feelBench(
  parameters: readonly string[],
): ((installation: Installation) => Promise<number>) | undefined {
  const { values } = parseArgs({ options, args: [...parameters] });
  if (values.help) {
    console.log(usage);
    return undefined;
  }
  const choice = {
    languages: values.language ?? usualLanguages,
    perLanguage: countOf(values["per-language"]),
    seed: countOf(values.seed),
  };
  const all = values.data === undefined ? sampleLines(inProject("samples")) : loadCases(values.data);
  const cases = chooseLines(all, choice);
  const { events } = values;
  const settings = Object.fromEntries((values.setting ?? []).map(settingOf));
  const onTyped = async (line: TypedLine) => {
    if (events !== undefined) await appendFile(events, `${JSON.stringify(line)}\n`);
  };
  const [minutes, slowness] = [countOf(values.minutes), countOf(values.slow)];
  return async (installation) => {
    const startedAt = performance.now();
    if (events !== undefined) await writeFile(events, "");
    const report = await measureFeel(installation, cases, { slowness, limitMs: minutes * 60_000, settings, onTyped });
    const took = ((performance.now() - startedAt) / 60_000).toFixed(0);
    console.error(
      `${took} minutes on ${availableParallelism()} processors, load ${loadavg()[2]?.toFixed(1)} at the end`,
    );
    console.log(values.json ? JSON.stringify(report, undefined, 2) : feelReportTable(report));
    const failures = [secretsFailure(report.feel.secrets), textsFailure(report.editor)].filter(
      (each) => each !== undefined,
    );
    for (const failure of failures) console.error(failure);
    return failures.length === 0 ? 0 : 1;
  };
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`A whole number of at least 1 is needed, not "${text}".`);
  return count;
}

function settingOf(given: string): readonly [string, unknown] {
  const [, name, value] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`A setting is given as NAME=JSON, for example editor.tabSize=2, not "${given}".`);
  return [name, JSON.parse(value)];
}
