/** Extent of a suggestion: to the end of the cursor's line, or to the end of the block that starts there. */
export type CompletionScope = "line" | "block";
