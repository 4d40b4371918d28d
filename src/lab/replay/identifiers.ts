const identifier = /[A-Za-z_$][A-Za-z0-9_$]*/g;

/** Returns the distinct ASCII identifiers of a text, including comments, strings and keywords. */
export function identifiersOf(text: string): ReadonlySet<string> {
  return new Set(text.match(identifier));
}
