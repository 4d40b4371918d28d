import { protocolRow } from "../../core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import type { ProbeVerdict } from "../../core/server/setup/probeServer.ts";
import type { ModelNotice } from "./modelNotice.ts";

/** The notice for a model that can be used. */
export interface VerdictNotice extends ModelNotice {
  /** Whether the model works worse than it could. */
  readonly isWarning: boolean;
}

/** Puts the test of a model that can be used into words, with what helps if it works worse than it could. */
export function sentenceOfVerdict(
  { steps, medianFirstTokenMs: speed }: ProbeVerdict,
  { model, protocol }: Pick<ServerConfig, "model" | "protocol">,
): VerdictNotice {
  const name = model || "The server";
  const after = speed === undefined ? "" : `, ${Math.round(speed)} ms to the first token`;
  const { name: spoken, runs } = protocolRow(protocol);
  const through = runs === "onServer" ? ` (${spoken})` : "";
  const problems = steps.filter(({ what, result }) => result !== "ok" && what !== "reachable");
  const ignoresSuffix = problems.some(({ what, result }) => what === "fillsHoles" && result === "failed");
  const mayIgnoreSuffix = problems.some(({ what }) => what === "fillsHoles");
  const first = ignoresSuffix
    ? `${name} works${after}${through}, but ignores the text after the cursor.`
    : `${name} is ready${after}${through}.`;
  const others = problems.filter(({ what, result }) => !(what === "fillsHoles" && result === "failed"));
  return {
    sentence: [first, ...others.map(({ why }) => why)].join(" "),
    actions: mayIgnoreSuffix && runs === "onServer" ? ["tryProtocol", "showLog"] : ["showLog"],
    isWarning: problems.length > 0,
  };
}
