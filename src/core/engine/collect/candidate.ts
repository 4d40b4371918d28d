import type { Site } from "../learn/source.ts";

/** One way the line may go on to its end, with everything that speaks for it. */
export interface Candidate {
  /** Text from the cursor to the end of the line. */
  readonly text: string;
  /** Where each token of `text` ends in it. */
  readonly ends: readonly number[];
  readonly words: readonly string[];
  /** White space before each word, as in a source line. */
  readonly gaps: readonly number[];
  readonly evidence: Evidence;
}

/**
 * Replaces the log probability of a candidate that the beam did not find; e⁻⁹ is about 0.0001. The forests in
 * generated/ were fitted with this value.
 */
export const noBeamLogP = -9;

/** What was seen in favour of a candidate; shares are of all votes of their kind. */
export interface Evidence {
  /** Best place it was copied from. */
  origin: Site | undefined;
  /** Share of the places with the cursor's exact context, each weighted by how far it agrees. */
  exactShare: number;
  exactCount: number;
  /** Share of the likeliest first token among the same places, if it is this candidate's. */
  firstShare: number;
  /** Smallest share of any of its tokens given those before it. */
  leastShare: number;
  /** Tokens before the cursor that agree, at best: in the cursor's file and in others. */
  matchedHere: number;
  matchedElsewhere: number;
  /** Files that hold it after the exact context. */
  files: number;
  /** Log probability under the votes renewed at each token; undefined where the beam did not come by. */
  beamLogP: number | undefined;
  beamLeast: number;
  /** Best score of a place of the same shape, and the share of such places. */
  shapeScore: number;
  shapeShare: number;
  shapeCount: number;
  /** Names that were replaced by their counterparts here; of these, names made by analogy. */
  renamed: number;
  derived: number;
  /** How much of the lines around the cursor is found around the best of its lines: above, below; share of all such lines. */
  likeAbove: number;
  likeBelow: number;
  likeShare: number;
  /** Names it imports that the code below waits for, and how many files import them so. */
  imported: number;
  importFiles: number;
  /** The import was made from a declaration; no file has it. */
  importMade: boolean;
  /** A local name was put in the place of one that is not known here. */
  substituted: number;
  editedRange: boolean;
  /** Of the places where its first word follows the word before the cursor, the share that continues like it. */
  goesOnShare: number;
  /** Only the rest of the word at the cursor, found by its first letters; the line may continue. */
  isWordOnly: boolean;
  isPartial: boolean;
}

export function noEvidence(isPartial: boolean): Evidence {
  return {
    origin: undefined,
    exactShare: 0,
    exactCount: 0,
    firstShare: 0,
    leastShare: 0,
    matchedHere: 0,
    matchedElsewhere: 0,
    files: 0,
    beamLogP: undefined,
    beamLeast: 0,
    shapeScore: 0,
    shapeShare: 0,
    shapeCount: 0,
    renamed: 0,
    derived: 0,
    likeAbove: 0,
    likeBelow: 0,
    likeShare: 0,
    imported: 0,
    importFiles: 0,
    importMade: false,
    substituted: 0,
    editedRange: false,
    goesOnShare: 0,
    isWordOnly: false,
    isPartial,
  };
}
