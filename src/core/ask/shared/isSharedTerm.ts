/** No name that a question asks for is longer. UTF-16 units, each at most 3 bytes in UTF-8. */
const longest = 200;

/** Whether a shared index keeps a term. The keys of a database's index are limited: in PostgreSQL to 2,704 bytes. */
export function isSharedTerm(term: string): boolean {
  return term.length <= longest;
}

/** The counts of those terms that a shared index keeps. */
export function sharedTerms(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...counts].filter(([term]) => isSharedTerm(term)));
}
