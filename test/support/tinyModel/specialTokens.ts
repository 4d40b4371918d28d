/** The marks of a tokenizer as its file lists them. @param first the number of the first one */
export function specialTokens(marks: readonly string[], first = 0) {
  return marks.map((content, at) => ({
    id: first + at,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
}
