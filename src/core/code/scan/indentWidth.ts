/** Columns that the leading white space of a line takes. */
export function indentWidth(line: string, tabSize: number): number {
  let width = 0;
  for (const char of line) {
    if (char === " ") width++;
    else if (char === "\t") width += tabSize - (width % tabSize);
    else break;
  }
  return width;
}
