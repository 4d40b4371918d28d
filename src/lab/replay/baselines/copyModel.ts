import type { ReplayCase } from "../replayCase.ts";
import type { BaselineAnswer } from "./lineBaseline.ts";

const lineEnd = "\n";
const maxTokens = 40;
const maxMatched = 16;
/** Factor of a match's weight per token of its length. */
const base = 3;
/** Characters before the cursor that are used. */
const contextCharacters = 3_000;
const maxPlaces = 4_000;

interface Source {
  readonly tokens: readonly string[];
  readonly spaced: readonly boolean[];
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly weight: number;
}

interface Vote {
  weight: number;
  matched: number;
  spaced: boolean;
}

/**
 * A copy model without training. It appends the token that followed the longest matching contexts most often, in the
 * current file and the recent files, weighted by recency. Its confidence is the product of the shares of votes.
 */
export function copyModel({ prefix, suffix, recent }: ReplayCase): BaselineAnswer | undefined {
  const sources = [
    sourceOf(prefix, 1),
    sourceOf(suffix, 0.7),
    ...recent.map(({ text }, rank) => sourceOf(`${text}\n`, 0.15 + 0.6 * Math.exp(-rank / 3))),
  ];
  const context = [...tokenize(prefix.slice(-contextCharacters)).tokens];
  let text = "";
  let confidence = 1;
  for (let step = 0; step < maxTokens; step++) {
    const votes = countVotes(context, sources);
    const total = [...votes.values()].reduce((sum, { weight }) => sum + weight, 0);
    if (step === 0) votes.delete(lineEnd);
    const [best] = [...votes].sort(([, a], [, b]) => b.weight - a.weight);
    if (best === undefined) break;
    const [token, { weight, spaced }] = best;
    confidence *= weight / total;
    if (token === lineEnd) break;
    text += (spaced && !(step === 0 && /\s$/.test(prefix)) ? " " : "") + token;
    context.push(token);
  }
  return text === "" ? undefined : { text, confidence };
}

function countVotes(context: readonly string[], sources: readonly Source[]): Map<string, Vote> {
  const votes = new Map<string, Vote>();
  const last = context.at(-1) ?? "";
  for (const { tokens, spaced, places, weight } of sources) {
    for (const place of (places.get(last) ?? []).slice(-maxPlaces)) {
      let matched = 1;
      while (matched < maxMatched && place >= matched && tokens[place - matched] === context.at(-1 - matched))
        matched++;
      const next = tokens[place + 1] ?? lineEnd;
      const vote = votes.get(next) ?? { weight: 0, matched: 0, spaced: false };
      vote.weight += weight * base ** matched;
      if (matched > vote.matched) Object.assign(vote, { matched, spaced: spaced[place + 1] ?? false });
      votes.set(next, vote);
    }
  }
  return votes;
}

function sourceOf(text: string, weight: number): Source {
  const { tokens, spaced } = tokenize(text);
  const places = new Map<string, number[]>();
  for (const [at, token] of tokens.slice(0, -1).entries()) {
    const known = places.get(token);
    if (known === undefined) places.set(token, [at]);
    else known.push(at);
  }
  return { tokens, spaced, places, weight };
}

/** Splits a text into words, numbers, single marks and line ends. Blank lines are ignored. */
function tokenize(text: string): { readonly tokens: readonly string[]; readonly spaced: readonly boolean[] } {
  const tokens: string[] = [];
  const spaced: boolean[] = [];
  let end = 0;
  for (const { 0: token, index } of text.matchAll(/[A-Za-z_$][\w$]*|\d[\w.]*|\n|[^\s\w$]/g)) {
    if (token !== lineEnd || tokens.at(-1) !== lineEnd) {
      tokens.push(token);
      spaced.push(index > end && token !== lineEnd);
    }
    end = index + token.length;
  }
  return { tokens, spaced };
}
