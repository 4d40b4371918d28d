import type { FamilyClues } from "./familyOf.ts";
import { familyNames, familyOf } from "./familyOf.ts";

/**
 * What a person should hear about the family of a model that is asked by a raw prompt: a sentence when a family was
 * set that there is none of, or when nothing tells the family, so that only the text before the cursor is sent.
 */
export function familyDoubt(clues: FamilyClues): string | undefined {
  const { family, model } = clues;
  const isNamed = family !== "" && family !== "auto";
  const found = familyOf(clues);
  if (isNamed && found !== family) {
    const instead = found ? `"${found}" is used, by the model's name.` : prefixOnly;
    return `There is no family "${family}" of fill-in-the-middle markers: ${instead} Known are ${familyNames().join(", ")}.`;
  }
  return found ? undefined : `Hunch does not know which fill-in-the-middle markers "${model}" takes: ${prefixOnly}`;
}

const prefixOnly = "only the text before the cursor is sent.";
