import type { Passage } from "./askFiles.ts";

/** Puts passages of the same file together: files by their best passage, which comes first, then the others by line. */
export function groupByFile(passages: readonly Passage[]): readonly Passage[] {
  const uris = [...new Set(passages.map(({ uri }) => uri))];
  return uris.flatMap((uri) => {
    const [best, ...others] = passages.filter((passage) => passage.uri === uri);
    return best ? [best, ...others.sort((a, b) => a.startLine - b.startLine)] : [];
  });
}
