import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../../core/code/languages/languages.ts";
import { isEligible } from "../../replay/fileStartCase.ts";
import type { ReplayCase } from "../../replay/replayCase.ts";
import { isEngineCase } from "../../replay/replayEngine.ts";
import { randomFrom } from "../../replay/statistics.ts";

/** Which lines are typed. */
export interface Choice {
  readonly languages: readonly string[];
  readonly perLanguage: number;
  readonly seed: number;
}

/** Files that are open beside the one that is typed in; more would take longer to open than to type beside. */
const maxOpenFiles = 5;

/**
 * Chooses whole lines of recorded cases that a keyboard can type: natural, no comments, printable ASCII. The same lines for
 * the same seed, a number of each language, the languages in turn.
 */
export function chooseLines(cases: readonly ReplayCase[], choice: Choice): readonly ReplayCase[] {
  const typeable = cases
    .filter(isEngineCase)
    .map(wholeLine)
    .filter(({ targetLine }) => /^[ -~]{8,}$/.test(targetLine.trimEnd()));
  const byLanguage = choice.languages.map((language) =>
    shuffled(
      typeable.filter(({ lang }) => lang === language),
      choice.seed,
    ),
  );
  const rounds = Array.from({ length: choice.perLanguage }, (_, round) =>
    byLanguage.flatMap((own) => own[round] ?? []),
  );
  return rounds.flat().map((each) => ({ ...each, recent: each.recent.slice(0, maxOpenFiles) }));
}

/** Returns a case that starts after the indentation of its line. */
function wholeLine(replayCase: ReplayCase): ReplayCase {
  const { prefix, targetLine, targetBlock } = replayCase;
  const begun = prefix.slice(prefix.lastIndexOf("\n") + 1).trimStart();
  return {
    ...replayCase,
    pos: "line",
    prefix: prefix.slice(0, prefix.length - begun.length),
    targetLine: begun + targetLine,
    targetBlock: begun + targetBlock,
  };
}

/** Makes a case of every line of the sample workspace that is worth typing: the line is missing, the rest is finished. */
export function sampleLines(folder: string): readonly ReplayCase[] {
  const files = globSync("**/*", { cwd: folder })
    .sort()
    .flatMap((path) => {
      const languageId = languages.ofPath(path);
      const lang = languages.of(languageId).family;
      const isCode = languageId !== "plaintext" && /\.(?:go|py|rs|tsx?)$/.test(path);
      return isCode ? [{ path, languageId, lang, text: readFileSync(join(folder, path), "utf8") }] : [];
    });
  return files.flatMap((file) => {
    const others = files.filter((each) => each !== file && each.lang === file.lang);
    const recent = others.map((each) => ({ ...each, blob: each.path, origin: "others" as const, edited: [] }));
    const lines = file.text.split("\n");
    return lines.flatMap((line, at): readonly ReplayCase[] => {
      if (!isEligible(line)) return [];
      const targetLine = line.trimStart();
      const { path, languageId, lang } = file;
      return [
        {
          id: `${path}:${at + 1}`,
          ...{ repo: "samples", lang, path, languageId, kind: "other", pos: "line", sample: "natural" },
          prefix: lines.slice(0, at).map((each) => `${each}\n`).join("") + line.slice(0, -targetLine.length), // biome-ignore format: one line
          suffix: `\n${lines.slice(at + 1).join("\n")}`,
          ...{ targetLine, targetBlock: targetLine, lineIdentifiers: [], blockIdentifiers: [], recent },
        },
      ];
    });
  });
}

function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  const random = randomFrom(seed);
  for (let warmUp = 0; warmUp < 20; warmUp++) random(); // The first numbers of small seeds are small.
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
