/** How confident a next edit must be before it is shown, by the name of the setting. */
export type NextEditEagerness = "quiet" | "balanced" | "eager";

/** Least calibrated confidence that is shown; `npm run replay -- --next-edit` prints what each shows and gets right. */
export const nextEditThresholds = {
  quiet: 0.6,
  balanced: 0.5,
  eager: 0.3,
} as const satisfies Readonly<Record<NextEditEagerness, number>>;
