/** How sure the engine must be before it speaks, by the name of the setting. */
export type ConfidenceName = "quiet" | "balanced" | "eager";

/** Lowest calibrated confidence that is shown under each name; `npm run replay` prints what each shows and gets right. */
export const confidenceThresholds = {
  quiet: 0.7,
  balanced: 0.5,
  eager: 0.35,
} as const satisfies Readonly<Record<ConfidenceName, number>>;
