import type { EngineAnswer, EngineOptions, EngineOrigin } from "../types/engine.ts";
import { collectCandidates, lineOfPosition } from "./collectCandidates.ts";
import { fitSuffix } from "./fitSuffix.ts";
import { buildQueries, type CursorLine } from "./query.ts";
import { rateCandidate } from "./rateCandidate.ts";
import type { Site, Source } from "./source.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The likeliest ends of the cursor's line. `sources` begin with the cursor's own file. */
export function answerLine(
  line: CursorLine,
  sources: readonly Source[],
  vocabulary: Vocabulary,
  options: EngineOptions,
): readonly EngineAnswer[] {
  const [own] = sources;
  if (own === undefined) return [];
  const answers = new Map<string, EngineAnswer>();
  for (const query of buildQueries(line, own.file, vocabulary)) {
    for (const candidate of collectCandidates(query, sources, vocabulary)) {
      const text = fitSuffix(candidate.text, line.after);
      if (text === undefined || text.trim() === "") continue;
      const confidence = rateCandidate(candidate);
      if (confidence < options.minConfidence || (answers.get(text)?.confidence ?? -1) >= confidence) continue;
      answers.set(text, { text, confidence, origin: originOf(candidate.evidence.origin) });
    }
  }
  return [...answers.values()].sort((a, b) => b.confidence - a.confidence).slice(0, options.limit);
}

function originOf(site: Site | undefined): EngineOrigin | undefined {
  if (site === undefined) return undefined;
  const { identity, lines } = site.source.file;
  return { uri: identity.uri, path: identity.path, line: lineOfPosition(lines.lineStarts, site.position) };
}
