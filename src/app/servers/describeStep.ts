import type { ProbeStep } from "../../core/server/protocols/protocolRow.ts";
import { english } from "../../core/types/translate.ts";

const marks = { ok: "✓", failed: "✗", unsure: "?" } as const;

/** Describes a step of a connection test in one line, in English, as logs are. */
export function describeStep({ what, result, why, args = [] }: ProbeStep): string {
  return `${marks[result]} ${what}: ${english(why, ...args)}`;
}
