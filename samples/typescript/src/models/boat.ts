/** A boat that is known to the harbour. Lengths are in metres. */
export interface Boat {
  readonly id: string;
  readonly name: string;
  readonly lengthMetres: number;
  readonly draughtMetres: number;
  readonly ownerEmail: string;
}

/** Says what is wrong with a boat, or nothing. */
export function validateBoat(boat: Boat): string[] {
  const problems: string[] = [];
  if (boat.name.trim() === "") problems.push("A boat needs a name.");
  if (boat.lengthMetres <= 0) problems.push("A boat's length must be positive.");
  if (boat.draughtMetres <= 0) problems.push("A boat's draught must be positive.");
  if (!boat.ownerEmail.includes("@")) problems.push("A boat's owner needs an email address.");
  return problems;
}
