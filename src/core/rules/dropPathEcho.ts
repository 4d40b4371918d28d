import type { RuleContext } from "./ruleContext.ts";

/** Drops leading lines that only repeat a prompt's header: a comment with this file's path or name, or a snippet's. */
export function dropPathEcho(text: string, { cursor, syntax }: RuleContext): string {
  const name = cursor.path.slice(cursor.path.lastIndexOf("/") + 1);
  let rest = text;
  for (;;) {
    const lineEnd = rest.indexOf("\n");
    const line = (lineEnd < 0 ? rest : rest.slice(0, lineEnd)).trim();
    const opener = [...syntax.lineComments, ...syntax.blockComments.map(([open]) => open)].find((open) =>
      line.startsWith(open),
    );
    if (opener === undefined || lineEnd < 0) return rest;
    const said = line.slice(opener.length).replace(/^(?:\s*(?:path|file|filename)\s*:)?\s*|\s*(?:\*\/|-->|#>)?$/gi, "");
    const isHeader = said === cursor.path || said === name || /^compare this snippet from\s/i.test(said);
    if (!isHeader) return rest;
    rest = rest.slice(lineEnd + 1);
  }
}
