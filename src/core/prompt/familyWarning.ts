import type { Translate } from "../types/translate.ts";
import { translatable } from "../util/translatable.ts";
import type { FamilyClues } from "./familyOf.ts";
import { familyNames, familyOf, isUntrained } from "./familyOf.ts";

/**
 * A warning about a model that gets a prompt with Hunch's markers: its configured family is unknown, or it gets none,
 * because none can be inferred or it was not trained to fill in the middle. Otherwise undefined.
 */
export function familyWarning(clues: FamilyClues, t: Translate): string | undefined {
  const { family, model } = clues;
  const isNamed = family !== "" && family !== "auto";
  const found = familyOf(clues);
  if (isNamed && found !== family) {
    const instead = found ? t('"{0}" is used, by the model\'s name.', found) : t(prefixOnly);
    return t(
      'There is no family "{0}" of fill-in-the-middle markers: {1} The families are {2}.',
      family,
      instead,
      familyNames().join(", "),
    );
  }
  if (found) return undefined;
  return isUntrained(model)
    ? t('"{0}" was not trained to fill in the middle: {1} Choose another model.', model, t(prefixOnly))
    : t('Hunch does not know which fill-in-the-middle markers "{0}" takes: {1}', model, t(prefixOnly));
}

/** A warning about a model that was not trained to fill in the middle, behind a server that adds the markers itself. */
export function untrainedWarning(model: string, t: Translate): string | undefined {
  if (!isUntrained(model)) return undefined;
  return t(
    '"{0}" was not trained to fill in the middle: it may ignore the text after the cursor. Choose another model.',
    model,
  );
}

const prefixOnly = translatable("only the text before the cursor is sent.");
