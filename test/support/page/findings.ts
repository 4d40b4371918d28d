/** A text of a page that is hard to read. */
export interface FaintText {
  readonly text: string;
  /** Contrast ratio of WCAG 2.2, from 1 to 21. */
  readonly ratio: number;
  readonly color: string;
  /** Red, green and blue from 0 to 255. */
  readonly background: string;
}

/** A control that Tab reached. */
export interface TabStop {
  /** As assistive technology reads it. */
  readonly name: string;
  /** Whether Tab had not reached it before. */
  readonly isFirstTime: boolean;
  /** What is wrong with it for those who use the keyboard. */
  readonly faults: readonly string[];
}

/** A page that is wider than its window. */
export interface SidewaysScroll {
  readonly pixels: number;
  /** The innermost element that reaches furthest, with the beginning of its text. */
  readonly element: string;
}
