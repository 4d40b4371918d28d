/** The answer of a chat model that rewrites the region of the next edit in its prompt. */
export function rewriteRegion(prompt: string, rewrite: (region: string) => string): string {
  const region = /<region>\n([\s\S]*?)\n<\/region>/.exec(prompt.replace("<cursor/>", ""))?.[1] ?? "";
  return `<region>\n${rewrite(region)}\n</region>`;
}
