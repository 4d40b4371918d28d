const identifier = /[A-Za-z_$][A-Za-z0-9_$]*/g;

/** The distinct ASCII identifiers of a text, comments, strings and keywords included. */
export function identifiersOf(text: string): ReadonlySet<string> {
  return new Set(text.match(identifier));
}
