import type { Commit } from "./commitIndex.ts";

/** A format for `git log --name-only` that `parseLog` reads. */
const logFormat = "%x01%s%x02%b%x02";
const mostCommits = 6_000;

/** Parameters of git whose output `parseLog` reads: paths are relative to the folder in which git runs. */
export const logParameters = [
  ...["-c", "core.fsmonitor=false", "--no-pager", "log", "--no-merges", "--no-show-signature", "--relative"],
  ...[`--max-count=${mostCommits}`, "--name-only", `--format=${logFormat}`],
];
/** A commit of more files says little about each. */
const mostPaths = 40;
const longestBody = 400;

/** Reads the output of `git log --name-only --format=…` with `logFormat`. */
export function parseLog(output: string): readonly Commit[] {
  return output
    .split("\u0001")
    .slice(1)
    .map((entry) => {
      const [subject = "", body = "", names = ""] = entry.split("\u0002");
      const paths = names.split("\n").filter((name) => name !== "");
      return { subject, body: body.slice(0, longestBody), paths };
    })
    .filter(({ paths }) => paths.length > 0 && paths.length <= mostPaths);
}
