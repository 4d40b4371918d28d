import { dropReasoning } from "../../answerText/reasoning.ts";
import { isSecretFile, isSecretPath } from "../../privacy/isSecretFile.ts";
import type { Redaction } from "../../privacy/redaction.ts";
import { ModelError, type ModelErrorKind, type ModelUsage } from "../../types/model.ts";
import { buildEditPrompt, type EditPrompt } from "./buildEditPrompt.ts";
import { type EditFormatName, editFormat } from "./editFormats.ts";
import type { EditQuestion, LinesChange } from "./editQuestion.ts";
import { judgeAnswer } from "./judgeAnswer.ts";
import { type EditRefusal, isWhole, readAnswer } from "./readAnswer.ts";

/** Is told what becomes of a question on its way. */
export interface EditListener {
  /** The request leaves: neither a pause of its server nor the daily limit held it back. */
  onSent(): void;
  onUsage(usage: ModelUsage): void;
}

/** A model that is asked for the next edit. It streams and fails like a completion model. */
export interface EditModel {
  /** For display, e.g. "zeta at localhost:11434". Contains no key. */
  readonly label: string;
  readonly format: EditFormatName;
  stream(
    prompt: Pick<EditPrompt, "system" | "text" | "maxTokens">,
    listener: EditListener,
    signal: AbortSignal,
  ): AsyncIterable<string>;
}

/** What came of a question, and what it cost. */
export interface EditAnswer {
  readonly result:
    | { readonly kind: "edits"; readonly changes: readonly LinesChange[] }
    | { readonly kind: "refused"; readonly reason: EditRefusal }
    | { readonly kind: "failed"; readonly reason: ModelErrorKind; readonly error: ModelError }
    /** Nothing was sent: the text around the cursor must not be, or the question was withdrawn. */
    | { readonly kind: "notSent" }
    | { readonly kind: "aborted" };
  readonly prompt: EditPrompt | undefined;
  /** Whether a request left for the model. */
  readonly isSent: boolean;
  readonly usage: ModelUsage;
}

/** An answer may be this much longer than the region, in UTF-16 units; a longer one is a flood. */
const mostGrowth = 4_000;
/** What a model may write after its answer, in UTF-16 units: servers report what a request cost at the end of its stream. */
const mostAfter = 200;

/**
 * Question → redaction → prompt → stream → rewritten region → judged changes.
 * @throws only what is no {@link ModelError}
 */
export async function askForEdit(
  model: EditModel,
  question: EditQuestion,
  redact: (text: string) => Redaction,
  signal: AbortSignal,
): Promise<EditAnswer> {
  const format = editFormat(model.format);
  let usage: ModelUsage = {};
  let isSent = false;
  const prompt = isSecret(question) ? undefined : buildEditPrompt(question, format, redact);
  if (!prompt || signal.aborted) return { result: { kind: "notSent" }, prompt: undefined, isSent, usage };
  const ended = (result: EditAnswer["result"]): EditAnswer => ({ result, prompt, isSent, usage });
  const most = prompt.region.lines.join("\n").length * 2 + mostGrowth;
  let text = "";
  let after = 0;
  try {
    const listener: EditListener = {
      onSent: () => {
        isSent = true;
      },
      onUsage: (reported) => {
        usage = { ...usage, ...reported };
      },
    };
    const chunks = model.stream(prompt, listener, signal);
    for await (const chunk of format.route === "chat" ? dropReasoning(chunks) : chunks) {
      if (isWhole(text, format)) {
        after += chunk.length;
        if (after > mostAfter) break;
        continue;
      }
      text += chunk;
      if (text.length > most) return ended({ kind: "refused", reason: "tooLong" });
    }
  } catch (error) {
    if (signal.aborted) return ended({ kind: "aborted" });
    if (!(error instanceof ModelError)) throw error;
    return ended({ kind: "failed", reason: error.kind, error });
  }
  if (signal.aborted) return ended({ kind: "aborted" });
  const read = readAnswer(text, format);
  if (read.kind === "refused") return ended(read);
  if (!format.answer && (usage.completionTokens ?? 0) >= prompt.maxTokens)
    return ended({ kind: "refused", reason: "cut" });
  const lines = question.files.get(question.uri) ?? [];
  const edits = prompt.edits.filter(({ path }) => path === question.uri);
  return ended(judgeAnswer({ region: prompt.region, answer: read.lines, lines, edits }));
}

/** Whether a file of the question is one that is never sent. */
function isSecret({ files, pathOf }: EditQuestion): boolean {
  return [...files].some(([uri, lines]) => isSecretPath(uri) || isSecretFile(pathOf(uri), lines.join("\n")));
}
