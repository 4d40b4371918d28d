/** A text of a page that is hard to read. */
export interface FaintText {
  readonly text: string;
  /** Contrast ratio of WCAG 2.2, from 1 to 21. */
  readonly ratio: number;
  readonly color: string;
  /** Red, green and blue from 0 to 255. */
  readonly background: string;
}

/** The element with the keyboard's focus. */
export interface FocusedControl {
  readonly role: string;
  /** As assistive technology reads it. */
  readonly name: string;
  /** Whether it looks different than without the focus. */
  readonly isMarked: boolean;
}
