import { stripReasoning } from "../answerText/reasoning.ts";
import { cleanCharacters } from "./cleanCharacters.ts";
import { cutAtControlToken } from "./cutAtControlToken.ts";
import { cutAtNextLine } from "./cutAtNextLine.ts";
import { cutRepetition } from "./cutRepetition.ts";
import { dropEchoedLines } from "./dropEchoedLines.ts";
import { dropPathEcho } from "./dropPathEcho.ts";
import { dropPlaceholder } from "./dropPlaceholder.ts";
import { dropProse } from "./dropProse.ts";
import { dropRedactedText } from "./dropRedactedText.ts";
import { dropRetypedLine } from "./dropRetypedLine.ts";
import { endOfScope } from "./endOfScope.ts";
import { fitIndentation } from "./fitIndentation.ts";
import type { Rule } from "./ruleContext.ts";
import { trimEnd } from "./trimEnd.ts";
import { unwrapFence } from "./unwrapFence.ts";

/**
 * Rules that clean the beginning, in order. What they make of some complete lines stays the beginning of what they make
 * of more lines, so that the end can be decided while the answer still streams.
 */
export const openingRules = [
  ["cleanCharacters", cleanCharacters],
  ["stripReasoning", stripReasoning],
  ["cutAtControlToken", cutAtControlToken],
  ["unwrapFence", unwrapFence],
  ["dropProse", dropProse],
  ["dropPathEcho", dropPathEcho],
  ["dropEchoedLines", dropEchoedLines],
  ["dropRetypedLine", dropRetypedLine],
  ["fitIndentation", fitIndentation],
] as const satisfies readonly NamedRule[];

/** Rules that decide where the answer ends, and what of it is shown, in order. */
export const closingRules = [
  ["cutAtNextLine", cutAtNextLine],
  ["endOfScope", endOfScope],
  ["cutRepetition", cutRepetition],
  ["dropPlaceholder", dropPlaceholder],
  ["dropRedactedText", dropRedactedText],
  ["trimEnd", trimEnd],
] as const satisfies readonly NamedRule[];

type NamedRule = readonly [string, Rule];

/**
 * Every rule by which an answer can be changed or dropped: the lists above, the first and the last two steps of `refine`, and
 * what the completion checks after it.
 */
export const ruleNames = [
  "empty",
  ...openingRules.map(([name]) => name),
  ...closingRules.map(([name]) => name),
  "fitRestOfLine",
  "endBalanced",
  "dropSecret",
] as const;
export type RuleName = (typeof ruleNames)[number];
