/** Whether a text is empty or white space only. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}
