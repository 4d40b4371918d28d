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

/**
 * The figure of the README: mean over 512 lines of recorded edits, on which the shipped tables were fitted.
 * `npm run replay -- --data DIR --engine-only --typing`, docs/measurements/feel.md.
 */
export const publishedSaved = 0.31;

/** Renders a report as a page in Markdown: what a person wants to know first, every table below a fold. */
export function evaluationPage(report: EvaluationReport, { name, seconds }: PageFacts): string {
  return [
    `# Hunch on ${name}`,
    headline(report),
    report.cases < fewCases ? `So few lines (${report.cases}) are no more than a hint.` : [],
    difference(report),
    "## For a model",
    contextLines(report),
    "## How this was measured",
    `${counted(report.cases, "moment")} of this repository's own history, replayed in ${counted(Math.ceil(seconds), "second")}: each is a line that ` +
      "a commit added, as it looked just before, with the files that its author had worked on. Nothing left this machine " +
      "and nothing was written.",
    fold("Every figure, and the comparison with Copilot's method", [
      comparison(report),
      evaluationText(report),
      "**What the words mean**",
      glossary,
    ]),
    fold("Measure it again, with other settings or with a model", ["From a checkout of Hunch:", commands]),
  ]
    .flat()
    .join("\n\n");
}

/** The one figure that a person wants, and what it costs. */
function headline({ engine, typing, feel }: EvaluationReport): readonly string[] {
  if (!engine) return [];
  // The product as it is shown, if it was measured; a run without lines has no share.
  const product = feel && feel.lines > 0 ? feel : undefined;
  const saved = product?.saved ?? typing?.saved;
  const lines =
    saved === undefined ? [] : [`**Hunch would have typed ${whole(saved)} of this code for you**, without any model.`];
  if (product) {
    lines.push(
      `For every 100 keys you press, it shows ${count(product.offersPer100Keys)} suggestions, ` +
        `${count(product.falseOffersPer100Keys)} of them not right to the last character. ` +
        `One that you accept writes ${Math.round(product.meanAcceptedCharacters)} characters on average.`,
    );
  }
  const { shown, exact, cases, latency } = engine.chosen;
  const speed = latency.p50 === undefined ? "" : ` It answers in ${latency.p50.toFixed(1)} ms.`;
  const right = exact === undefined ? "" : `, and ${whole(exact)} of these suggestions are right to the last character`;
  lines.push(
    `At the start of a line it suggests all of it in ${whole(shown)} of ${counted(cases, "case")}${right}.${speed}`,
  );
  return lines;
}

function difference({ engine }: EvaluationReport): readonly string[] {
  if (!engine) return [];
  return [
    `The README of Hunch says ${whole(publishedSaved)}. Your figure may be higher or lower, because Hunch learns from your own code: ` +
      "code that repeats itself saves much, code in which every line is new saves little. This run also knows only the files that " +
      "a commit's author had changed, while the editor knows the files that you opened and their neighbors. And a hundred " +
      "lines are few: the lines of another month would give another figure.",
  ];
}

function contextLines({ retrieval }: EvaluationReport): readonly string[] {
  const own = retrieval["hunch"];
  if (own?.recall === undefined) return ["No snippets were measured."];
  return [
    `If you connect a model, Hunch gives it snippets of your files. Of the names that the next line needs and the text before ` +
      `it lacks, these contain ${whole(own.recall)}.`,
  ];
}

function comparison({ retrieval }: EvaluationReport): readonly string[] {
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
  return [
    textTable(
      [`snippets of ${own.maxTokens} tokens`, "Hunch", "Copilot's method", "difference in points, 95 % interval"],
      [
        row("names that the next line needs, found", ({ recall }) => recall, own.gain.recall),
        row("how alike the most similar line is", ({ similarity }) => similarity, own.gain.similarity),
        row("cases with the very same line", ({ exactLine }) => exactLine, undefined),
      ],
    ),
  ];
}

/** A part that the reader opens. Markdown inside HTML needs blank lines around it. */
function fold(summary: string, content: readonly (string | readonly string[])[]): string {
  return ["<details>", `<summary>${summary}</summary>`, ...content.flat(), "</details>"].join("\n\n");
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

/** A small count with one digit after the point. */
function count(value: number): string {
  return value.toFixed(1);
}

function whole(fraction: number | undefined): string {
  return fraction === undefined ? "–" : `${Math.round(fraction * 100)} %`;
}

function points(difference: number): string {
  const value = Math.round(difference * 100);
  return value < 0 ? `−${-value}` : `+${value}`;
}
