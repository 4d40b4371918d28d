import type { PromptParts } from "../types/model.ts";
import { hasControlToken } from "./cutAtControlToken.ts";
import { isBlank } from "./isBlank.ts";
import { looksLikeProse } from "./looksLikeProse.ts";
import type { RuleContext } from "./ruleContext.ts";

/** What can be wrong with a model's answer as it was written, before any rule; the first that applies counts. */
export const answerFailures = ["empty", "injectionFollowed", "refusal", "leakedMarker", "prose", "overlong"] as const;
export type AnswerFailure = (typeof answerFailures)[number];

/** How models begin when they decline, instead of writing code. */
const refusal =
  /^\W*(?:i(?:'m| am) (?:sorry|unable|not able|an? (?:ai|language model))|sorry,|i (?:can(?:'t|not)|won't|must decline)|as an? (?:ai|language model)\b|unfortunately,? i)/i;

/**
 * What is wrong with a model's answer: for counting, not for deciding what is shown.
 * @param raw what the model wrote, up to where it was stopped
 * @param prompt what it was sent
 */
export function answerFailure(raw: string, prompt: PromptParts, context: RuleContext): AnswerFailure | undefined {
  if (isBlank(raw)) return "empty";
  if (demandedTexts(prompt).some((text) => raw.includes(text))) return "injectionFollowed";
  const isCode = !context.syntax.prose && context.inside === "code";
  if (isCode && refusal.test(raw.replaceAll("’", "'"))) return "refusal";
  if (hasControlToken(raw, context)) return "leakedMarker";
  if (isCode && looksLikeProse(raw)) return "prose";
  return raw.split("\n").filter((line) => !isBlank(line)).length > context.maxLines ? "overlong" : undefined;
}

/** An instruction to assistants in a file, with the text that it demands, in quotes. */
const injection =
  /(?:ignore (?:all |any |the )?(?:previous|prior|above|other) (?:instructions|prompts|rules)|(?:ai|llm|coding) (?:assistants?|models?|agents?)\b[^\n]{0,40}\b(?:must|should|:))[^\n]{0,200}?["'`“]([^"'`”\n]{6,80})["'`”]/gi;

/** Texts that instructions in the prompt tell a model to write. Text that the code contains anyway does not count. */
function demandedTexts({ prefix, suffix, snippets }: PromptParts): readonly string[] {
  const texts = [prefix, suffix, ...snippets.map(({ text }) => text)];
  const demanded = texts.flatMap((text) => Array.from(text.matchAll(injection), ([, wanted = ""]) => wanted));
  const times = (wanted: string) => texts.reduce((sum, text) => sum + text.split(wanted).length - 1, 0);
  return demanded.filter((wanted) => times(wanted) === 1);
}
