import type { ModelErrorKind } from "../../types/model.ts";
import type { ModelDeps } from "../client/createModel.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";
import { type ProbeVerdict, probeServer } from "./probeServer.ts";

/** The protocol that serves a model best, and the test of it. */
export interface ProtocolVerdict {
  readonly config: ServerConfig;
  readonly verdict: ProbeVerdict;
}

/** Failures that another protocol may end. All others concern the address, the key or the network. */
const ofTheProtocol: ReadonlySet<ModelErrorKind> = new Set(["notFound", "badRequest", "badResponse", "overloaded"]);

/**
 * Tests a model with one protocol after another, until one reads the text after the cursor.
 * @param configs the same server and model with different protocols, the most likely first; at least one
 * @returns the first that reads the text after the cursor, otherwise the best of them
 */
export async function probeProtocols(
  [first, ...others]: readonly [ServerConfig, ...ServerConfig[]],
  deps: ModelDeps,
  signal: AbortSignal,
): Promise<ProtocolVerdict> {
  let best = { config: first, verdict: await probeServer(first, deps, signal) };
  for (const config of others) {
    const { usable, error } = best.verdict;
    if (signal.aborted || rank(best.verdict) === bestRank) return best;
    if (!usable && error !== undefined && !ofTheProtocol.has(error.kind)) return best;
    const verdict = await probeServer(config, deps, signal);
    if (rank(verdict) > rank(best.verdict)) best = { config, verdict };
  }
  return best;
}

const ranks = { failed: 1, unsure: 2, ok: 3 } as const;
const bestRank = ranks.ok;

/** How well a tested protocol serves: 0 not at all, up to {@link bestRank} if it reads the text after the cursor. */
function rank({ usable, steps }: ProbeVerdict): number {
  const step = steps.find(({ what }) => what === "fillsHoles");
  return usable && step ? ranks[step.result] : 0;
}
