import { onlineRecalibrator, type Recalibrator, type StatedOffer } from "./recalibrator.ts";

/** A way of learning, with settings among which the other repositories choose. */
export interface Learner {
  readonly name: string;
  readonly settings: readonly LearnerSetting[];
}

/** How much a learner changes before it has seen much. */
export interface LearnerSetting {
  /** Standard deviation of a shift before any outcome, in log odds. */
  readonly deviation: number;
  readonly create: () => Recalibrator;
}

const deviations = [0.1, 0.3, 1];
/** The slope's deviation in terms of the shift's: a slope acts on log odds of about 2. */
const slopeShare = 0.5;
/** Offers after which an outcome counts half, where anything is forgotten. */
const halfLife = 50;

const described: readonly Omit<Described, "halfLife">[] = [
  { name: "one shift", groupOf: () => "all", bends: false },
  { name: "shift and slope", groupOf: () => "all", bends: true },
  { name: "a shift per kind", groupOf: ({ kind }) => kind, bends: false },
  { name: "a shift per language", groupOf: ({ languageId }) => languageId, bends: false },
];

interface Described {
  readonly name: string;
  readonly groupOf: (offer: StatedOffer) => string;
  readonly bends: boolean;
  readonly halfLife: number;
}

/** The learners that are compared. */
export const learners: readonly Learner[] = described.flatMap((each) => [
  learner({ ...each, halfLife: Number.POSITIVE_INFINITY }),
  learner({ ...each, name: `${each.name}, forgetting`, halfLife }),
]);

function learner({ name, groupOf, bends, halfLife }: Described): Learner {
  const settings = deviations.map((deviation) => {
    const slope = bends ? 1 / (slopeShare * deviation) ** 2 : Number.POSITIVE_INFINITY;
    const prior = { slope, shift: 1 / deviation ** 2 };
    return { deviation, create: () => onlineRecalibrator({ groupOf, prior, halfLife }) };
  });
  return { name, settings };
}
