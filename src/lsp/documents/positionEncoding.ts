/** In which units a client counts the characters of a line. */
export const positionEncodings = ["utf-16", "utf-8", "utf-32"] as const;
export type PositionEncoding = (typeof positionEncodings)[number];

/** The client's favourite among the encodings that the server knows; UTF-16 if it names none. */
export function chooseEncoding(offered: readonly string[] | undefined): PositionEncoding {
  return offered?.flatMap((name) => positionEncodings.find((each) => each === name) ?? [])[0] ?? "utf-16";
}

/** The index in a line of a character that the client counts in its units; the line's length if there are fewer. */
export function toIndex(line: string, character: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return Math.min(character, line.length);
  let units = 0;
  let index = 0;
  for (const symbol of line) {
    if (units >= character) break;
    units += unitsOf(symbol, encoding);
    index += symbol.length;
  }
  return index;
}

/** The units that the client counts before an index of a line. */
export function fromIndex(line: string, index: number, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return index;
  let units = 0;
  for (const symbol of line.slice(0, index)) units += unitsOf(symbol, encoding);
  return units;
}

function unitsOf(symbol: string, encoding: "utf-8" | "utf-32"): number {
  if (encoding === "utf-32") return 1;
  const code = symbol.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
