import { type FimFamily, type FimFamilyName, fimFamilies, untrainedInAnyFamily } from "./fimFamilies.ts";

/** Information that identifies a model's family. */
export interface FamilyClues {
  /** The configured name of a family, or "auto". */
  readonly family: string;
  readonly model: string;
  /** The server's own prompt template; its markers are more reliable than a name. */
  readonly template?: string | undefined;
}

/** The family; undefined if it is unknown, or the model was not trained to fill in the middle: then no markers are used. */
export function familyOf({ family, model, template }: FamilyClues): FimFamilyName | undefined {
  const names = familyNames();
  const chosen = names.find((name) => name === family);
  if (chosen) return chosen;
  const byName = isUntrained(model) ? undefined : familyByName(model);
  if (byName && (!template || fits(fimFamilies[byName], template) || !hasMarkers(template))) return byName;
  return template ? (names.find((name) => fits(fimFamilies[name], template)) ?? byName) : byName;
}

/** The family that a model's name shows, whether or not the model was trained to fill in the middle. */
export function familyByName(model: string): FimFamilyName | undefined {
  return familyNames().find((name) => fimFamilies[name].names.test(model));
}

/** Whether a model's name shows that it was not trained to fill in the middle, although its family was. */
export function isUntrained(model: string): boolean {
  const name = familyByName(model);
  if (!name) return false;
  const family: FimFamily = fimFamilies[name];
  const ownName = model.split(/[\\/]/).at(-1) ?? model; // Owners and folders may be called anything.
  return untrainedInAnyFamily.test(ownName) || family.untrained?.test(ownName) === true;
}

/** Returns the names of all families, as the setting accepts them. */
export function familyNames(): readonly FimFamilyName[] {
  return Object.keys(fimFamilies).filter((name): name is FimFamilyName => name in fimFamilies);
}

function fits({ prefix, suffix }: FimFamily, template: string): boolean {
  return template.includes(prefix.trim()) && template.includes(suffix.trim());
}

function hasMarkers(template: string): boolean {
  return familyNames().some((name) => fits(fimFamilies[name], template));
}
