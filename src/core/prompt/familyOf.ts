import { type FimFamily, type FimFamilyName, fimFamilies } from "./fimFamilies.ts";

/** Information that identifies a model's family. */
export interface FamilyClues {
  /** The configured name of a family, or "auto". */
  readonly family: string;
  readonly model: string;
  /** The server's prompt template. Its markers take precedence over the name. */
  readonly template?: string | undefined;
}

/** Returns the family, or undefined if it cannot be inferred. Then no markers are used. */
export function familyOf({ family, model, template }: FamilyClues): FimFamilyName | undefined {
  const names = familyNames();
  const chosen = names.find((name) => name === family);
  if (chosen) return chosen;
  const byName = names.find((name) => fimFamilies[name].names.test(model));
  if (byName && (!template || fits(fimFamilies[byName], template) || !hasMarkers(template))) return byName;
  return template ? (names.find((name) => fits(fimFamilies[name], template)) ?? byName) : byName;
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
