/** How far a suggestion may reach: to the end of the cursor's line, or to the end of the block that is begun there. */
export type CompletionScope = "line" | "block";
