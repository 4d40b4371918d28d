import type { Passage } from "./askFiles.ts";
import type { EmbedTexts } from "./vectors/embedder.ts";

/** Damps the first ranks in reciprocal rank fusion (Cormack, Clarke & Büttcher 2009). */
const fusionConstant = 60;
/** Longest text that is embedded, in UTF-16 units: fits models of 512 tokens. */
const longestText = 1_500;

/**
 * Passages in an order that heeds both the words a question shares with them, which is their order now, and its
 * meaning, by the likeness of vectors. Neither alone decides: words find names, vectors find what is said otherwise.
 * @param passages best first by words @param clean takes secrets out of what leaves
 */
export async function rerankPassages(
  question: string,
  passages: readonly Passage[],
  embed: EmbedTexts,
  clean: (text: string) => string,
  signal: AbortSignal,
): Promise<readonly Passage[]> {
  if (passages.length < 2) return passages;
  const texts = [question, ...passages.map(({ path, text }) => `${path}\n${text}`)];
  const [asked = [], ...vectors] = await embed(
    texts.map((text) => clean(text).slice(0, longestText)),
    signal,
  );
  const likeness = vectors.map((vector) => cosine(asked, vector));
  const byLikeness = [...likeness.keys()].sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0));
  const fused = passages.map((passage, byWords) => ({
    passage,
    score: 1 / (fusionConstant + byWords) + 1 / (fusionConstant + byLikeness.indexOf(byWords)),
  }));
  return fused.sort((a, b) => b.score - a.score).map(({ passage }) => passage);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let product = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0;
    product += value * other;
    lengthA += value * value;
    lengthB += other * other;
  }
  return product / (Math.sqrt(lengthA * lengthB) || 1);
}
