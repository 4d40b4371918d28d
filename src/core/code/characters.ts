/** Letters, digits, `_` and everything beyond ASCII; false for NaN, the code of no character. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127
  );
}

/** Like {@link isWordCode}, with `$` and without signs and spaces beyond ASCII: what names consist of in any language. */
export function isNameCode(code: number): boolean {
  if (code < 128) return code === 36 || isWordCode(code);
  return code >= 0xaa && code !== 0x2028 && code !== 0x2029 && code !== 0x3000 && code !== 0xfeff;
}
