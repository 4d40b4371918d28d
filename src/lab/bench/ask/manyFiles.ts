import { textHash } from "../../../core/util/textHash.ts";
import type { LabelledRepository } from "./questionSet.ts";

const word = /\b[A-Za-z_]\w{4,}\b/g;

/**
 * Yields files of the repositories again and again, from the second time on with a fifth of their names renamed.
 * @param count files of the repositories @param joined how many of them make one
 */
export function* manyFiles(repositories: readonly LabelledRepository[], count: number, joined: number) {
  let texts: string[] = [];
  const originals = repositories.flatMap(({ name, files }) => files.map((file) => ({ name, ...file })));
  for (let number = 0; number < count; number++) {
    const { name, path, text } = originals[number % originals.length] ?? { name: "", path: "", text: "" };
    const copy = Math.floor(number / originals.length);
    const isRenamed = (each: string) => copy > 0 && Number.parseInt(textHash(each).slice(-1), 36) % 5 === 0;
    texts.push(text.replace(word, (each) => (isRenamed(each) ? `${each}${letters(copy)}` : each)));
    if (texts.length < joined) continue;
    yield { path: `copy${copy}/${name}/${path}`, text: texts.join("\n") };
    texts = [];
  }
}

/** A number as letters, so that a name with it is a name of another word. */
function letters(number: number): string {
  return [...String(number)].map((digit) => "bcdfghjklm"[Number(digit)]).join("");
}
