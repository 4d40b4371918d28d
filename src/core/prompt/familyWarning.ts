import type { FamilyClues } from "./familyOf.ts";
import { familyNames, familyOf } from "./familyOf.ts";

/**
 * A warning if the configured family of a model that gets a raw prompt is unknown, or if none can be inferred, so that
 * only the text before the cursor is sent; otherwise undefined.
 */
export function familyWarning(clues: FamilyClues): string | undefined {
  const { family, model } = clues;
  const isNamed = family !== "" && family !== "auto";
  const found = familyOf(clues);
  if (isNamed && found !== family) {
    const instead = found ? `"${found}" is used, by the model's name.` : prefixOnly;
    return `There is no family "${family}" of fill-in-the-middle markers: ${instead} The families are ${familyNames().join(", ")}.`;
  }
  return found ? undefined : `Hunch does not know which fill-in-the-middle markers "${model}" takes: ${prefixOnly}`;
}

const prefixOnly = "only the text before the cursor is sent.";
