/** Whether a text mixes upper and lower case in other ways than two or three capitalized words do. */
export function isMixed(text: string): boolean {
  return (text.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g) ?? []).length >= 3;
}
