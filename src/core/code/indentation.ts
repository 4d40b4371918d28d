/** Columns that the leading white space of a line takes; a tab leads to the next multiple of `tabSize`. */
export function indentWidth(line: string, tabSize: number): number {
  let width = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 0x20) width++;
    else if (code === 0x09) width += tabSize - (width % tabSize);
    else break;
  }
  return width;
}

/** The spaces and tabs that a line begins with. */
export function indentOf(line: string): string {
  let end = 0;
  while (line.charCodeAt(end) === 0x20 || line.charCodeAt(end) === 0x09) end++;
  return line.slice(0, end);
}
