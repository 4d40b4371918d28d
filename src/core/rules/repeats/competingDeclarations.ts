import type { SiblingLines } from "./siblingLines.ts";

const declaration = /^\s*([\w$-]+)\s*:\s*(.*?)\s*;?\s*$/;

/**
 * Returns the declarations of a style's block that a new one must not repeat. Those beside it with another kind of value
 * are no repetition, but fallbacks for browsers: `100vh` above `100dvh`. Several `src` name several files of a font.
 */
export function competingDeclarations(line: string, { above, below }: SiblingLines): readonly string[] {
  const [, property, value = ""] = declaration.exec(line) ?? [];
  if (property === "src") return [];
  const isFallback = (other: string) => {
    const [, otherProperty, otherValue = ""] = declaration.exec(other) ?? [];
    return otherProperty === property && value !== "" && kindOf(value) !== kindOf(otherValue);
  };
  return [above, below].flatMap((lines) => {
    const first = lines.findIndex((other) => !isFallback(other));
    return first < 0 ? [] : lines.slice(first);
  });
}

/** A value with the same number, colour and plain word for all of these. Units, functions and prefixed words are kept. */
function kindOf(value: string): string {
  return value
    .replace(/#[\da-f]+\b/gi, "#")
    .replace(/\d*\.?\d+/g, "0")
    .replace(/(?<![\w-])[a-z][a-z-]*(?![\w(-])/gi, "a");
}
