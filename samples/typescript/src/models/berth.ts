/** A place where one boat can lie. */
export interface Berth {
  readonly id: string;
  readonly name: string;
  readonly maxLengthMetres: number;
  readonly depthMetres: number;
  readonly hasElectricity: boolean;
}

/** Says what is wrong with a berth, or nothing. */
export function validateBerth(berth: Berth): string[] {
  const problems: string[] = [];
  if (berth.name.trim() === "") problems.push("A berth needs a name.");
  if (berth.maxLengthMetres <= 0) problems.push("A berth's length must be positive.");
  if (berth.depthMetres <= 0) problems.push("A berth's depth must be positive.");
  return problems;
}
