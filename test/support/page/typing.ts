/** Ghost text as it is drawn. */
export interface DrawnGhost {
  /** From its first character to its last, what stays of the line between them included; lines are joined by "\n". */
  readonly text: string;
  /** Number of characters of the line that stay between its first character and its last. */
  readonly between: number;
}

/** What someone who types can see. */
export interface Screen {
  readonly ghost: DrawnGhost | undefined;
  /** VS Code's list of suggestions is open and has a chosen item: Tab goes to it. */
  readonly isListOpen: boolean;
}

/** One entry of a recording: a key that was pressed, or a change of what can be seen. */
export type TypingEvent =
  | {
      readonly kind: "key";
      /** Milliseconds on the page's clock. */
      readonly at: number;
      /** The key's name, or the character that it writes. */
      readonly key: string;
    }
  | (Screen & { readonly kind: "screen"; readonly at: number });
