import type { Experiment, NumberedVariant } from "../../core/variants/experiment.ts";
import { parseVariants } from "../../core/variants/parseVariants.ts";

/** What is kept of variants between sessions. */
export interface SavedVariants {
  readonly experiment: Experiment | undefined;
  /** Used while no experiment runs. */
  readonly inUse: NumberedVariant | undefined;
}

/** Parses what was saved; what another version wrote in another form counts as nothing. */
export function readSavedVariants(value: unknown): SavedVariants {
  const members = membersOf(value);
  return { experiment: readExperiment(members.get("experiment")), inUse: readVariant(members.get("inUse")) };
}

function readExperiment(value: unknown): Experiment | undefined {
  const members = membersOf(value);
  const saved = members.get("variants");
  const [first, second] = Array.isArray(saved) ? saved.map(readVariant) : [];
  const [seed, startedAt, stoppedAt] = [members.get("seed"), members.get("startedAt"), members.get("stoppedAt")];
  const [effect, offersEach] = [members.get("effect"), members.get("offersEach")];
  if (!first || !second || !isNumber(seed) || !isNumber(startedAt) || !isNumber(effect) || !isNumber(offersEach))
    return undefined;
  if (stoppedAt !== undefined && !isNumber(stoppedAt)) return undefined;
  return { seed, startedAt, stoppedAt, variants: [first, second], effect, offersEach };
}

function readVariant(value: unknown): NumberedVariant | undefined {
  const members = membersOf(value);
  const [name, id, choices] = [members.get("name"), members.get("id"), members.get("choices")];
  if (typeof name !== "string" || !isNumber(id)) return undefined;
  const [variant] = parseVariants({ [name]: choices }, "user", "the saved experiment").variants;
  return variant && { ...variant, id };
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
