/** Whether a token makes the name after it a member of what stands before. */
export function isMemberMark(word: string): boolean {
  return word === "." || word === "?." || word === "::" || word === "->";
}
