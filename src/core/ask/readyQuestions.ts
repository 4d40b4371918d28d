/** Questions that are asked about a selection with a word. */
const readyQuestions = {
  explain: "Explain the selected code: what it does, why, and what calls or configures it.",
  fix: "Find what is wrong or fragile in the selected code, and show the corrected code.",
  tests: "Write tests for the selected code in the style of the tests that exist here.",
  doc: "Write the documentation comment for the selected code in the style of the comments that exist here.",
} as const;

/** A word that stands for a ready question. */
export type ReadyQuestion = keyof typeof readyQuestions;

/** What a question that starts with a slash asks. */
export type Expanded =
  | { readonly kind: "question"; readonly question: string }
  /** A ready question without a selection that it could be about. */
  | { readonly kind: "selectionMissing"; readonly name: ReadyQuestion };

/**
 * Replaces `/explain`, `/fix`, `/tests` or `/doc` at the start of a question by what they ask about the selection; what
 * follows is kept. Any other question, also one about a path such as `/usr/lib`, stays as it is.
 */
export function expandReadyQuestion(question: string, hasSelection: boolean): Expanded {
  const [, word = "", rest = ""] = /^\/(\w+)(?:\s+([\s\S]*))?$/.exec(question.trim()) ?? [];
  const name = (Object.keys(readyQuestions) satisfies string[]).find((each): each is ReadyQuestion => each === word);
  if (!name) return { kind: "question", question };
  if (!hasSelection) return { kind: "selectionMissing", name };
  return { kind: "question", question: [readyQuestions[name], rest.trim()].filter((part) => part !== "").join(" ") };
}
