import { type Protocol, protocolRow } from "../../core/server/protocols/protocols.ts";
import { fillsInTheMiddle } from "./fillsInTheMiddle.ts";

/**
 * Leaves out the protocols whose prompts need fill-in-the-middle markers, if those of the model are unknown. They come
 * back if no other protocol is left.
 */
export function usableProtocols(candidates: readonly Protocol[], model: string): readonly Protocol[] {
  const isKnown = fillsInTheMiddle(model);
  const usable = candidates.filter((protocol) => isKnown || protocolRow(protocol).markers !== "hunch");
  return usable.length > 0 ? usable : candidates;
}
