import { languages } from "../../code/languages/languages.ts";
import type { Redaction } from "../../privacy/redaction.ts";
import { chunkFile } from "../index/chunkFile.ts";
import { chunkTerms, type Tokenize } from "../index/chunkTerms.ts";
import { pathKind } from "../index/pathKind.ts";
import type { TextVectors } from "../vectors/textVectors.ts";
import { sharedTerms } from "./isSharedTerm.ts";
import { sharedHash } from "./sharedHash.ts";
import type { SharedFile } from "./sharedStore.ts";

export interface DescribeTools {
  readonly tokenize: Tokenize;
  readonly redact: (text: string) => Redaction;
  readonly vectors: Pick<TextVectors, "ofText">;
}

/** Describes a file for a shared index: its chunks with their terms, without its text and without the words of secrets. */
export function describeSharedFile(
  { path, text }: { readonly path: string; readonly text: string },
  { tokenize, redact, vectors }: DescribeTools,
): SharedFile {
  const lines = withoutSecrets(text, redact);
  const chunks = chunkFile(path, lines).map((chunk) => {
    const { counts: all, length } = chunkTerms(path, lines, chunk, tokenize);
    const counts = sharedTerms(all);
    const { startLine, endLine } = chunk;
    return { startLine, endLine, length, counts, likeness: vectors.ofText(counts) };
  });
  return { path, languageId: languages.ofPath(path), kind: pathKind(path), hash: sharedHash(text), chunks };
}

const lineEnd = /\r\n|\n|\r/;

/** The lines of a text without secrets. As many as before: where a secret takes several lines, those around it are empty. */
export function withoutSecrets(text: string, redact: DescribeTools["redact"]): readonly string[] {
  const lines = text.split(lineEnd);
  const safe = redact(text).text.split(lineEnd);
  if (safe.length === lines.length) return safe;
  const isSameAt = (at: number) => safe.at(at) === lines.at(at);
  const most = Math.min(lines.length, safe.length);
  let start = 0;
  while (start < most && isSameAt(start)) start++;
  let end = 0;
  while (end < most - start && isSameAt(-1 - end)) end++;
  return lines.map((line, at) => (at < start || at >= lines.length - end ? line : ""));
}
