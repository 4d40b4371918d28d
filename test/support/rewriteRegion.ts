import type { SeenRequest } from "./modelServer.ts";
import { hashOf, randomFrom } from "./random.ts";

/** The answer of a chat model that rewrites the region of the next edit in its prompt. */
export function rewriteRegion(prompt: string, rewrite: (region: string) => string): string {
  const region = /<region>\n([\s\S]*?)\n<\/region>/.exec(prompt.replace("<cursor/>", ""))?.[1] ?? "";
  return `<region>\n${rewrite(region)}\n</region>`;
}

/** Replaces, inserts or deletes lines; which ones depends on the region alone. */
export function rewriteAtRandom(region: string): string {
  const random = randomFrom(hashOf(region));
  const lines = region.split("\n");
  for (let count = random.below(3); count >= 0; count--) {
    const changed = random.pick([[], ["made(🙂);"], ["one();", "two();"], [""]]);
    lines.splice(random.below(lines.length), random.below(2), ...changed);
  }
  return lines.join("\n");
}

/** The last message of a request to a chat model. */
export function lastMessageOf({ body: { messages } }: SeenRequest): string {
  return Array.isArray(messages) ? String(Object(messages.at(-1)).content) : "";
}
