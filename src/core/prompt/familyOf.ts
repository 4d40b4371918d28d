import { type FimFamily, type FimFamilyName, fimFamilies } from "./fimFamilies.ts";

/** What a family is chosen by. */
export interface FamilyClues {
  /** A family's name as a person set it, or "auto". */
  readonly family: string;
  readonly model: string;
  /** The server's own prompt template; its markers tell more than a name. */
  readonly template?: string | undefined;
}

/** The family, or undefined when nothing tells: then no markers are used at all. */
export function familyOf({ family, model, template }: FamilyClues): FimFamilyName | undefined {
  const names = familyNames();
  const chosen = names.find((name) => name === family);
  if (chosen) return chosen;
  const byName = names.find((name) => fimFamilies[name].names.test(model));
  if (byName && (!template || fits(fimFamilies[byName], template) || !hasMarkers(template))) return byName;
  return template ? (names.find((name) => fits(fimFamilies[name], template)) ?? byName) : byName;
}

/** Every family's name, as the setting takes it. */
export function familyNames(): readonly FimFamilyName[] {
  return Object.keys(fimFamilies).filter((name): name is FimFamilyName => name in fimFamilies);
}

function fits({ prefix, suffix }: FimFamily, template: string): boolean {
  return template.includes(prefix.trim()) && template.includes(suffix.trim());
}

function hasMarkers(template: string): boolean {
  return familyNames().some((name) => fits(fimFamilies[name], template));
}
