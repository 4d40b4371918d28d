import { startRecorder } from "../../../../test/support/ui/inPage.ts";
import { type Installation, startVsCode } from "../../../../test/support/ui/startVsCode.ts";
import type { VsCode } from "../../../../test/support/ui/vsCode.ts";
import { createEngine } from "../../../core/engine/engine.ts";
import { loadLanguageLibrary } from "../../../core/engine/language/languageLibrary.ts";
import { confidenceThresholds } from "../../../core/engine/score/thresholds.ts";
import { withAutoClosed } from "../../replay/autoClosed.ts";
import { consoleHost } from "../../replay/consoleHost.ts";
import { summarizeFeel } from "../../replay/feelReport.ts";
import { offerFaultsOf } from "../../replay/offerFaults.ts";
import { createParserJudge, type ParserJudge } from "../../replay/parserJudge.ts";
import { cursorOf, type ReplayCase } from "../../replay/replayCase.ts";
import { replayTypingFeel } from "../../replay/replayTypingFeel.ts";
import { typingRhythm } from "../../replay/typingRhythm.ts";
import { type EditorLine, type FeelReport, reportFeel } from "./editorFigures.ts";
import { readLine } from "./readLine.ts";
import { textFaultOf } from "./typedText.ts";
import { isRight, type Typed, Typist } from "./typist.ts";

/** Hunch's defaults, for the replay. */
const defaults = { minConfidence: confidenceThresholds.balanced, maxLines: 6 };

/** One line that was typed, as the window recorded it. */
export interface TypedLine {
  /** The case's. */
  readonly id: string;
  readonly text: string;
  readonly events: Typed["events"];
}

/** How a run is limited. */
export interface FeelRun {
  /** No line is begun in the editor after this time. */
  readonly limitMs: number;
  /** How many times as slowly as an average typist the editor's typist types; the replay's is not slowed down. */
  readonly slowness: number;
  /** Settings of VS Code's that differ from their defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly onTyped: (line: TypedLine) => Promise<void>;
}

/** Types lines in VS Code with its default settings, and by the replay, both with the same rhythm. Progress goes to stderr. */
export async function measureFeel(
  installation: Installation,
  cases: readonly ReplayCase[],
  run: FeelRun,
): Promise<FeelReport> {
  const judge = await createParserJudge();
  const lines = await typeInEditor(installation, cases, judge, run);
  const engine = createEngine(await loadLanguageLibrary());
  const options = { ...defaults, parserJudge: judge };
  const signal = new AbortController().signal;
  const typed = cases.slice(0, lines.length);
  return reportFeel(
    lines,
    summarizeFeel(await replayTypingFeel(typed, engine, options, consoleHost("replay"), signal)),
  );
}

async function typeInEditor(
  installation: Installation,
  cases: readonly ReplayCase[],
  judge: ParserJudge,
  { limitMs, slowness, settings, onTyped }: FeelRun,
): Promise<readonly EditorLine[]> {
  const deadline = performance.now() + limitMs;
  await using editor = await startVsCode(installation, { files: {}, settings });
  await startRecorder(editor.page);
  const typist = new Typist(editor);
  const lines: EditorLine[] = [];
  const { onProgress } = consoleHost("editor");
  for (const [index, replayCase] of cases.entries()) {
    if (performance.now() > deadline) break;
    const rhythm = () => {
      const nextGapMs = typingRhythm(index + 1);
      return () => slowness * nextGapMs();
    };
    const typed = await typist.type(replayCase, rhythm());
    const text = replayCase.targetLine.trimEnd();
    await onTyped({ id: replayCase.id, text, events: typed.events });
    const drawn = readLine(typed.events, {
      text,
      isRight: ({ text }, before) => isRight(replayCase, text, before),
      faultsOf: ({ text, between }, before) =>
        offerFaultsOf(text, withAutoClosed(cursorOf(replayCase, before)), between, judge),
    });
    const fault = await faultOf(editor, typist, replayCase, typed, rhythm());
    const { lang } = replayCase;
    lines.push({ ...drawn, lang, fault, isBegunWithEnter: typed.isBegunWithEnter });
    onProgress(index + 1, cases.length);
  }
  return lines;
}

/** Where the file is not what was meant, types the same line without Hunch to learn whose doing it is. */
async function faultOf(
  { probe }: VsCode,
  typist: Typist,
  replayCase: ReplayCase,
  { text, offset }: Typed,
  nextGapMs: () => number,
): Promise<EditorLine["fault"]> {
  const kind = textFaultOf(replayCase, text, offset);
  if (kind === undefined) return undefined;
  const isOn = (value: boolean | undefined) => probe.set("hunch.completion.enabled", value);
  await isOn(false);
  const without = await typist.type(replayCase, nextGapMs);
  await isOn(undefined);
  const byEditor = without.text === text;
  const around = JSON.stringify(text.slice(Math.max(0, offset - 120), offset + 40));
  console.error(`${replayCase.id}: ${kind}, ${byEditor ? "without Hunch, too" : "with Hunch alone"}: ${around}`);
  return { kind, byEditor };
}
