import { isClosingRest } from "../syntax/closingRest.ts";
import { languageSyntax } from "../syntax/languageSyntax.ts";
import { opensBlock } from "../syntax/opensBlock.ts";
import type { Surroundings } from "../syntax/surroundings.ts";
import type { Cursor } from "../types/cursor.ts";
import type { CompletionScope } from "../types/scope.ts";

interface ScopeOptions {
  readonly explicit: boolean;
  readonly maxLines: number;
}

/**
 * One line or a block: a block where one has just been opened (bracket, colon, `do`), where a comment on its own line
 * asks for code, and where the user asks; one line everywhere else. The same in every language.
 */
export function chooseScope(cursor: Cursor, surroundings: Surroundings, options: ScopeOptions): CompletionScope {
  if (options.maxLines <= 1) return "line";
  if (!isClosingRest(surroundings.lineAfter)) return "line";
  if (options.explicit) return "block";
  if (surroundings.inside !== "code") return "line";
  const syntax = languageSyntax(cursor.languageId);
  if (syntax.prose) return "line";
  const written = surroundings.lineBefore.trim();
  // Behind `key: ` a value is expected, not a block.
  if (syntax.indented && /:[ \t]+$/.test(surroundings.lineBefore)) return "line";
  if (written !== "") return opensBlock(surroundings.lineBefore, syntax) ? "block" : "line";
  const above = lineAbove(cursor.prefix);
  if (above === undefined) return "line";
  const isComment =
    syntax.lineComments.some((open) => above.startsWith(open)) ||
    syntax.blockComments.some(([, close]) => above.endsWith(close));
  return isComment || opensBlock(above, syntax) ? "block" : "line";
}

/** The line above the cursor's, trimmed; undefined when it is blank or missing. */
function lineAbove(prefix: string): string | undefined {
  const lineStart = prefix.lastIndexOf("\n");
  if (lineStart < 0) return undefined;
  const above = prefix.slice(prefix.lastIndexOf("\n", lineStart - 1) + 1, lineStart).trim();
  return above === "" ? undefined : above;
}
