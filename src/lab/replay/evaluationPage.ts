import { baseline } from "./contenders.ts";
import { type EvaluationReport, evaluationText } from "./evaluate.ts";
import type { RetrievalReport } from "./replayReport.ts";
import type { Difference } from "./statistics.ts";
import { textTable } from "./textTable.ts";

/** Content of a page besides the figures. */
export interface PageFacts {
  /** Name of the repository. */
  readonly name: string;
  readonly seconds: number;
}

/** Number of cases below which the page warns that figures depend on chance. */
const fewCases = 40;

/** Renders a report as a page in Markdown: the main figures, then every table, then definitions. */
export function evaluationPage(report: EvaluationReport, { name, seconds }: PageFacts): string {
  const few = report.cases < fewCases ? `So few cases (${report.cases}) are no more than a hint.` : [];
  return [
    `# Hunch on ${name}`,
    `${counted(report.cases, "moment")} of this repository's own history, replayed in ${counted(Math.ceil(seconds), "second")}: each is a line that ` +
      "a commit added, as it looked just before, with the files its author had worked on. Nothing left this machine and " +
      "nothing was written.",
    few,
    "## In short",
    contextLines(report),
    engineLines(report),
    "## Every figure",
    evaluationText(report),
    "## What the words mean",
    glossary,
    "## Going on",
    `The same from a checkout of Hunch, with other budgets, retrievers or a model server of yours:\n\n${commands}`,
  ]
    .flat()
    .join("\n\n");
}

function contextLines({ retrieval }: EvaluationReport): readonly string[] {
  const own = retrieval["hunch"];
  const other = retrieval[baseline];
  if (!own || !other) return [];
  const row = (
    label: string,
    figure: (report: RetrievalReport) => number | undefined,
    gain: Difference | undefined,
  ) => [
    label,
    whole(figure(own)),
    whole(figure(other)),
    gain ? `${points(gain.mean)} (${points(gain.low)} to ${points(gain.high)})` : "",
  ];
  const title = `context of ${own.maxTokens} tokens`;
  return [
    textTable(
      [title, "Hunch", "Copilot's method", "points, 95 %"],
      [
        row("names the next line needs, found", ({ recall }) => recall, own.gain.recall),
        row("likeness of the best line brought", ({ similarity }) => similarity, own.gain.similarity),
        row("the very line brought", ({ exactLine }) => exactLine, undefined),
      ],
    ),
  ];
}

function engineLines({ engine, typing }: EvaluationReport): readonly string[] {
  if (!engine) return [];
  const { shown, exact, cases, latency } = engine.chosen;
  const lines = [
    `Without any model, the embedded engine would have suggested something in ${whole(shown)} of the cases, and ` +
      `${whole(exact)} of its whole lines would have been right to the last character ` +
      `(${cases} lines${latency.p50 === undefined ? "" : `, ${latency.p50.toFixed(1)} ms each`}).`,
  ];
  if (typing?.saved !== undefined) {
    lines.push(
      `Typing these lines with it takes ${whole(typing.saved)} fewer keystrokes, at ` +
        `${typing.falseOffersPer100Keys.toFixed(1)} wrong offers per 100 keys.`,
    );
  }
  return lines;
}

const commands = [
  "```sh",
  "npm run replay -- --repo PATH --cases 400",
  "npm run replay -- --repo PATH --model http://127.0.0.1:8012 --protocol llamacpp",
  "npm run replay -- --help",
  "```",
].join("\n");

const glossary = [
  "- **recall**: of the names that the next line needs and the prompt lacks, the share that the snippets bring.",
  "- **ES**: how much the most similar line of the snippets is like the line that was written; 100 is equal.",
  "- **copilotLike**: 60-line windows compared by their words, the best of each file, files under 10,000 characters.",
  "- **shown**: share of the lines with an offer; **exact**: of these, right to the end of the line.",
  "- **threshold**: how sure the engine must be; 0.5 is “balanced”. **with stops**: offers may end inside the line.",
  "- **said**, **was right**: how sure the engine was, and how often it was right when it was so sure.",
].join("\n");

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function whole(fraction: number | undefined): string {
  return fraction === undefined ? "–" : `${Math.round(fraction * 100)} %`;
}

function points(difference: number): string {
  const value = Math.round(difference * 100);
  return value < 0 ? `−${-value}` : `+${value}`;
}
