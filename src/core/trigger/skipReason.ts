/** Why Hunch stays silent at a moment: a closed list, in the order in which the questions are asked. */
export const skipReasons = [
  "languageOff",
  "fileOff",
  "unsupportedScheme",
  "readOnly",
  "secretFile",
  "excludedFile",
  "binaryText",
  "severalCursors",
  "selection",
  "lineTooLong",
  "insideIndentation",
  "suggestWidgetDisagrees",
  "snoozed",
  "onDemandOnly",
  "rejectedHere",
  "insideComment",
  "insideString",
  "insideWord",
  "emptyDocument",
] as const;

export type SkipReason = (typeof skipReasons)[number];
