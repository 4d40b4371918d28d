/** `Vec<`, `Vec::<`, `template <`: an angle bracket that no space follows. */
const typeArguments = /(?:[\w$>)]|::)$|\btemplate\s$/;
/** `<Name` where an expression or text begins: the start of a tag. */
const tagName = /^[\p{L}_][\p{L}\p{N}_.:-]*\s/u;

/**
 * Whether an angle bracket is open at the end of a line's text: type arguments or a tag, and no less-than sign.
 * @param rest of the line
 */
export function isInAngleBrackets(before: string, rest: string): boolean {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const char = before[at];
    if (char === ">" && !isArrow(before, at)) depth++;
    else if (char === "<" && --depth < 0) return opensAngle(before, at, rest);
  }
  return false;
}

function opensAngle(before: string, at: number, rest: string): boolean {
  const inside = before.slice(at + 1);
  if (/^[\s=<]/.test(inside)) return false;
  const isShift = before[at - 1] === "<";
  return (rest.startsWith(">") && !isShift) || typeArguments.test(before.slice(0, at)) || tagName.test(inside);
}

/** Where a text leaves the angle bracket that is open before it: at its `>`, at `/>`, or, if `separates`, at a comma. */
export function endOfAngleBrackets(text: string, separates: boolean): number | undefined {
  let angles = 0;
  let brackets = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote !== "") {
      if (char === quote || char === "\n") quote = "";
    } else if (char === '"' || char === "'" || char === "`") quote = isLifetime(text, at) ? "" : char;
    else if ("([{".includes(char)) brackets++;
    else if (")]}".includes(char) && --brackets < 0) return undefined;
    else if (brackets === 0 && char === "<") angles++;
    else if (brackets === 0 && char === ">" && !isArrow(text, at)) {
      if (angles === 0) return text[at - 1] === "/" ? at - 1 : at;
      angles--;
    } else if (separates && char === "," && brackets === 0 && angles === 0) return at;
  }
  return undefined;
}

function isArrow(text: string, at: number): boolean {
  return text[at - 1] === "-" || text[at - 1] === "=";
}

/** `'a` in Rust, which no quote closes. */
function isLifetime(text: string, at: number): boolean {
  return text[at] === "'" && /^'\w+(?!['\w])/.test(text.slice(at));
}
