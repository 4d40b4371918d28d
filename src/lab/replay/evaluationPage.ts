import type { Translate } from "../../core/types/translate.ts";
import { english } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
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
  /** English without it. */
  readonly t?: Translate;
}

/** Number of cases below which the page warns that figures depend on chance. */
const fewCases = 40;

/**
 * The figure of the README: mean over 512 lines of recorded edits, by tables that were fitted without their repository.
 * `npm run fit:engine -- --data DIR --more DIR`, docs/measurements/feel.md.
 */
export const publishedSaved = 0.37;

/** Renders a report as a page in Markdown: what a person wants to know first, every table below a fold. */
export function evaluationPage(report: EvaluationReport, { name, seconds, t = english }: PageFacts): string {
  return [
    `# ${t("Hunch on {0}", name)}`,
    headline(report, t),
    report.cases < fewCases ? t("So few lines ({0}) are no more than a hint.", report.cases) : [],
    difference(report, t),
    `## ${t("For a model")}`,
    contextLines(report, t),
    `## ${t("How this was measured")}`,
    t(
      "{0} of this repository's own history, replayed in {1}: each is a line that a commit added, as it looked just before, " +
        "with the files that its author had worked on. Nothing left this machine and nothing was written.",
      report.cases === 1 ? t("1 moment") : t("{0} moments", report.cases),
      Math.ceil(seconds) === 1 ? t("1 second") : t("{0} seconds", Math.ceil(seconds)),
    ),
    fold(t("Every figure, and the comparison with Copilot's method"), [
      comparison(report, t),
      evaluationText(report),
      `**${t("What the words mean")}**`,
      glossary.map((line) => `- ${t(line)}`).join("\n"),
    ]),
    fold(t("Measure it again, with other settings or with a model"), [t("From a checkout of Hunch:"), commands]),
  ]
    .flat()
    .join("\n\n");
}

/** The one figure that a person wants, and what it costs. */
function headline({ engine, typing, feel }: EvaluationReport, t: Translate): readonly string[] {
  if (!engine) return [];
  // The product as it is shown, if it was measured; a run without lines has no share.
  const product = feel && feel.lines > 0 ? feel : undefined;
  const saved = product?.saved ?? typing?.saved;
  const lines =
    saved === undefined
      ? []
      : [t("**Hunch would have typed {0} of this code for you**, without any model.", whole(saved))];
  if (product) {
    lines.push(
      t(
        "For every 100 keys you press, it shows {0} suggestions, {1} of them not right to the last character. One that you accept writes {2} characters on average.",
        count(product.offersPer100Keys),
        count(product.falseOffersPer100Keys),
        Math.round(product.meanAcceptedCharacters),
      ),
    );
  }
  const { shown, exact, cases, latency } = engine.chosen;
  const all = cases === 1 ? t("1 case") : t("{0} cases", cases);
  const start =
    exact === undefined
      ? t("At the start of a line it suggests all of it in {0} of {1}.", whole(shown), all)
      : t(
          "At the start of a line it suggests all of it in {0} of {1}, and {2} of these suggestions are right to the last character.",
          whole(shown),
          all,
          whole(exact),
        );
  const speed = latency.p50 === undefined ? [] : [t("It answers in {0} ms.", latency.p50.toFixed(1))];
  lines.push([start, ...speed].join(" "));
  return lines;
}

function difference({ engine }: EvaluationReport, t: Translate): readonly string[] {
  if (!engine) return [];
  return [
    t(
      "The README of Hunch says {0}. Your figure may be higher or lower, because Hunch learns from your own code: " +
        "code that repeats itself saves much, code in which every line is new saves little. This run also knows only the files that " +
        "a commit's author had changed, while the editor knows the files that you opened and their neighbors. And the lines of " +
        "another month would give another figure.",
      whole(publishedSaved),
    ),
  ];
}

function contextLines({ retrieval }: EvaluationReport, t: Translate): readonly string[] {
  const own = retrieval["hunch"];
  if (own?.recall === undefined) return [t("No snippets were measured.")];
  return [
    t(
      "If you connect a model, Hunch gives it snippets of your files. Of the names that the next line needs and the text before " +
        "it lacks, these contain {0}.",
      whole(own.recall),
    ),
  ];
}

function comparison({ retrieval }: EvaluationReport, t: Translate): readonly string[] {
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
    gain ? `${points(gain.mean)} ${t("({0} to {1})", points(gain.low), points(gain.high))}` : "",
  ];
  return [
    textTable(
      [
        t("snippets of {0} tokens", own.maxTokens),
        "Hunch",
        t("Copilot's method"),
        t("difference in points, 95 % interval"),
      ],
      [
        row(t("names that the next line needs, found"), ({ recall }) => recall, own.gain.recall),
        row(t("how alike the most similar line is"), ({ similarity }) => similarity, own.gain.similarity),
        row(t("cases with the very same line"), ({ exactLine }) => exactLine, undefined),
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

const glossary = translatable([
  "**recall**: of the names that the next line needs and the prompt lacks, the share that the snippets bring.",
  "**ES**: how much the most similar line of the snippets is like the line that was written; 100 is equal.",
  "**copilotLike**: 60-line windows compared by their words, the best of each file, files under 10,000 characters.",
  "**shown**: share of the lines with an offer; **exact**: of these, right to the end of the line.",
  "**threshold**: how sure the engine must be; 0.5 is “balanced”. **with stops**: offers may end inside the line.",
  "**said**, **was right**: how sure the engine was, and how often it was right when it was so sure.",
]);

/** A small count with one digit after the point. */
function count(value: number): string {
  return value.toFixed(1);
}

function whole(fraction: number | undefined): string {
  return fraction === undefined ? "–" : `${Math.round(fraction * 100)}\u00A0%`; // No line ends before the sign.
}

function points(difference: number): string {
  const value = Math.round(difference * 100);
  return value < 0 ? `−${-value}` : `+${value}`;
}
