import type { TokenMatch } from "./matchTokens.ts";
import type { TokenExample } from "./rule.ts";
import type { Token } from "./tokenise.ts";

/** Applies matches that do not overlap to a line. All other text stays as it is, white space at the end included. */
export function rewriteLine(line: string, tokens: readonly Token[], matches: readonly TokenMatch[]): string {
  let text = "";
  let done = 0;
  for (const match of matches.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const { start, end, text: replacement } = replacementOf(line, tokens, match);
    if (start < done) continue;
    text += line.slice(done, start) + replacement;
    done = end;
  }
  const { length } = line.trimEnd();
  return (text + line.slice(done, Math.max(done, length))).trimEnd() + line.slice(length);
}

function replacementOf(line: string, tokens: readonly Token[], match: TokenMatch) {
  const { rule, example } = match;
  const before = tokens[match.start - 1];
  const behind = tokens[match.end];
  const first = tokens[match.start];
  const last = tokens[match.end - 1];
  if (rule.old.length > 0 && rule.now.length > 0 && first && last)
    return { start: first.start, end: last.end, text: rule.text };
  // White space on either side of an insertion or deletion follows the example.
  const lineEnd = line.trimEnd().length;
  const start = before ? before.end : (first?.start ?? lineEnd);
  const end = behind ? behind.start : lineEnd;
  if (rule.now.length === 0)
    return { start, end, text: before && behind ? gapAt(example, example.change.newStart) : "" };
  const left = before ? gapAt(example, example.change.newStart) : "";
  const right = behind ? gapAt(example, example.change.newEnd) : "";
  return { start, end: Math.max(start, end), text: left + rule.text + right };
}

/** White space before a token of an example's new line; one space where the line ends. */
function gapAt({ newTokens, newText }: TokenExample, at: number): string {
  const before = newTokens[at - 1];
  const behind = newTokens[at];
  if (!before) return "";
  return behind ? newText.slice(before.end, behind.start) : " ";
}
