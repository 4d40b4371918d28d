import { protocolRow } from "../../core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import type { ProbeVerdict } from "../../core/server/setup/probeServer.ts";
import { english, type Translate } from "../../core/types/translate.ts";
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
  t: Translate = english,
): VerdictNotice {
  const name = model || t("The server");
  const { name: spoken, runs } = protocolRow(protocol);
  const through = runs === "onServer" ? ` (${t(spoken)})` : "";
  const problems = steps.filter(({ what, result }) => result !== "ok" && what !== "reachable");
  const ignoresSuffix = problems.some(({ what, result }) => what === "fillsHoles" && result === "failed");
  const mayIgnoreSuffix = problems.some(({ what }) => what === "fillsHoles");
  const ms = speed === undefined ? undefined : Math.round(speed);
  const first = ignoresSuffix ? ignoring(name, ms, through, t) : ready(name, ms, through, t);
  const others = problems.filter(({ what, result }) => !(what === "fillsHoles" && result === "failed"));
  return {
    sentence: [first, ...others.map(({ why, args = [] }) => t(why, ...args))].join(" "),
    actions: mayIgnoreSuffix && runs === "onServer" ? ["tryProtocol", "showLog"] : ["showLog"],
    isWarning: problems.length > 0,
  };
}

/** @param through the protocol in brackets, or nothing */
function ready(name: string, ms: number | undefined, through: string, t: Translate): string {
  return ms === undefined
    ? t("{0} is ready{1}.", name, through)
    : t("{0} is ready, {1} ms to the first token{2}.", name, ms, through);
}

function ignoring(name: string, ms: number | undefined, through: string, t: Translate): string {
  return ms === undefined
    ? t("{0} works{1}, but ignores the text after the cursor.", name, through)
    : t("{0} works, {1} ms to the first token{2}, but ignores the text after the cursor.", name, ms, through);
}
