import type { TokenExample, TokenRule } from "./rule.ts";
import { isWord, type Token } from "./tokenise.ts";

/** A place in a line where a rule applies: tokens `[start, end)`, empty for an insertion. */
export interface TokenMatch {
  readonly rule: TokenRule;
  /** The example whose context agrees best. */
  readonly example: TokenExample;
  readonly start: number;
  readonly end: number;
  /** Tokens to the left and right that agree with the example, 6 at most; the end of the line counts as one. */
  readonly left: number;
  readonly right: number;
}

const maxContext = 6;
/** An insertion needs this many agreeing tokens, a word among them. */
const leastContext = 2;

/** Places in the tokens of a line where the rule applies and was not applied yet, from left to right. */
export function matchTokens(tokens: readonly Token[], rule: TokenRule): readonly TokenMatch[] {
  return rule.old.length > 0 ? matchOld(tokens, rule) : matchGap(tokens, rule);
}

function matchOld(tokens: readonly Token[], rule: TokenRule): readonly TokenMatch[] {
  const matches: TokenMatch[] = [];
  const size = rule.old.length;
  const hasWord = rule.old.some(isWord);
  for (let start = 0; start + size <= tokens.length; start++) {
    if (!occursAt(tokens, start, rule.old) || isApplied(tokens, start, rule)) continue;
    const match = bestMatch(tokens, start, start + size, rule);
    if (!hasWord && match.left + match.right < leastContext) continue;
    matches.push(match);
    start += size - 1;
  }
  return matches;
}

function matchGap(tokens: readonly Token[], rule: TokenRule): readonly TokenMatch[] {
  let best: TokenMatch | undefined;
  for (let at = 0; at <= tokens.length; at++) {
    const match = bestMatch(tokens, at, at, rule);
    const size = match.left + match.right;
    if (size < leastContext || (best && size <= best.left + best.right)) continue;
    const around = tokens.slice(Math.max(0, at - match.left), at + match.right);
    if (around.some((token) => isWord(token.text)) && !isApplied(tokens, at, rule)) best = match;
  }
  return best ? [best] : [];
}

function bestMatch(tokens: readonly Token[], start: number, end: number, rule: TokenRule): TokenMatch {
  let best: TokenMatch | undefined;
  for (const example of rule.examples) {
    const left = agreeLeft(tokens, start, example);
    const right = agreeRight(tokens, end, example);
    if (!best || left + right > best.left + best.right) best = { rule, example, start, end, left, right };
  }
  if (!best) throw new Error("A rule has an example.");
  return best;
}

/** Tokens before `start` that agree with those before the example's change. */
export function agreeLeft(tokens: readonly Token[], start: number, { oldTokens, change }: TokenExample): number {
  let count = 0;
  while (count < maxContext && count < start && count < change.oldStart) {
    if (tokens[start - count - 1]?.text !== oldTokens[change.oldStart - count - 1]?.text) return count;
    count++;
  }
  return count < maxContext && count === start && count === change.oldStart ? count + 1 : count;
}

/** Tokens from `end` on that agree with those behind the example's change. */
export function agreeRight(tokens: readonly Token[], end: number, { oldTokens, change }: TokenExample): number {
  let count = 0;
  const there = tokens.length - end;
  const here = oldTokens.length - change.oldEnd;
  while (count < maxContext && count < there && count < here) {
    if (tokens[end + count]?.text !== oldTokens[change.oldEnd + count]?.text) return count;
    count++;
  }
  return count < maxContext && count === there && count === here ? count + 1 : count;
}

function occursAt(tokens: readonly Token[], start: number, texts: readonly string[]): boolean {
  if (start < 0 || start + texts.length > tokens.length) return false;
  for (let at = 0; at < texts.length; at++) if (tokens[start + at]?.text !== texts[at]) return false;
  return true;
}

/** Whether the new tokens already stand around the place. */
function isApplied(tokens: readonly Token[], start: number, { old, now }: TokenRule): boolean {
  if (now.length === 0) return false;
  if (old.length === 0) return occursAt(tokens, start, now) || occursAt(tokens, start - now.length, now);
  for (let offset = 0; offset + old.length <= now.length; offset++) {
    const holdsOld = old.every((text, at) => now[offset + at] === text);
    if (holdsOld && occursAt(tokens, start - offset, now)) return true;
  }
  return false;
}
