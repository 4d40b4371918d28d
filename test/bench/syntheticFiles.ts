import { randomFrom } from "../../src/core/replay/statistics.ts";
import type { SourceFile } from "../../src/core/types/source.ts";

const verbs =
  "load save fetch parse render update remove create find merge split resize encode decode open close".split(" ");
const nouns =
  "user order invoice session token buffer cursor window layout record message channel event matrix path".split(" ");
const types = "string number boolean Date Uint8Array".split(" ");

/** TypeScript-like files of a given number of lines, some 35 characters a line, with names shared between files. */
export function syntheticFiles(count: number, lineCount: number): readonly SourceFile[] {
  return Array.from({ length: count }, (_, at) => ({
    uri: `bench:///src/part${at % 5}/file${at}.ts`,
    path: `src/part${at % 5}/file${at}.ts`,
    languageId: "typescript",
    version: 1,
    lines: linesOf(randomFrom(at * 977 + 13), lineCount),
  }));
}

function linesOf(random: () => number, count: number): readonly string[] {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const name = () =>
    `${pick(verbs)}${capital(pick(nouns))}${random() < 0.4 ? capital(pick(nouns)) : ""}${random() < 0.3 ? Math.floor(random() * 40) : ""}`;
  const field = () => `${pick(nouns)}${random() < 0.5 ? capital(pick(nouns)) : ""}`;
  const lines: string[] = [];
  while (lines.length < count) {
    lines.push(`export function ${name()}(${field()}: ${pick(types)}, ${field()}: ${capital(pick(nouns))}) {`);
    for (let step = 2 + Math.floor(random() * 9); step > 0; step--) {
      const kind = random();
      if (kind < 0.4) lines.push(`  const ${field()} = ${name()}(${field()}.${field()}, ${field()});`);
      else if (kind < 0.6)
        lines.push(`  if (${field()}.${field()} > ${Math.floor(random() * 100)}) return ${name()}(${field()});`);
      else if (kind < 0.8) lines.push(`  ${field()}.${name()}({ ${field()}, ${field()}: ${field()}.${field()} });`);
      else if (kind < 0.9) lines.push(`  // ${pick(verbs)} the ${pick(nouns)} of the ${pick(nouns)}`);
      else lines.push(`  for (const ${field()} of ${field()}.${field()}) ${name()}(${field()});`);
    }
    lines.push(`  return ${field()};`, "}", "");
  }
  return lines.slice(0, count);
}
