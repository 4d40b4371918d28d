/** Removes the thoughts of a reasoning model before its answer; thoughts without an end leave no answer. */
export function stripReasoning(text: string): string {
  const open = /^\s*<(think|thinking|reasoning)>/.exec(text);
  if (!open) return text;
  const close = `</${open[1] ?? ""}>`;
  const end = text.indexOf(close);
  return end < 0 ? "" : text.slice(end + close.length).replace(/^\n+/, "");
}
