import type { FamilyClues } from "./familyOf.ts";
import { familyNames, familyOf, isUntrained } from "./familyOf.ts";

/**
 * A warning about a model that gets a prompt with Hunch's markers: its configured family is unknown, or it gets none,
 * because none can be inferred or it was not trained to fill in the middle. Otherwise undefined.
 */
export function familyWarning(clues: FamilyClues): string | undefined {
  const { family, model } = clues;
  const isNamed = family !== "" && family !== "auto";
  const found = familyOf(clues);
  if (isNamed && found !== family) {
    const instead = found ? `"${found}" is used, by the model's name.` : prefixOnly;
    return `There is no family "${family}" of fill-in-the-middle markers: ${instead} The families are ${familyNames().join(", ")}.`;
  }
  if (found) return undefined;
  return isUntrained(model)
    ? `"${model}" was not trained to fill in the middle: ${prefixOnly} Choose another model.`
    : `Hunch does not know which fill-in-the-middle markers "${model}" takes: ${prefixOnly}`;
}

/** A warning about a model that was not trained to fill in the middle, behind a server that adds the markers itself. */
export function untrainedWarning(model: string): string | undefined {
  if (!isUntrained(model)) return undefined;
  return `"${model}" was not trained to fill in the middle: it may ignore the text after the cursor. Choose another model.`;
}

const prefixOnly = "only the text before the cursor is sent.";
