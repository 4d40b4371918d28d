/** Whether a token makes the name after it a member of the value before. */
export function isMemberMark(word: string): boolean {
  return word === "." || word === "?." || word === "::" || word === "->";
}
