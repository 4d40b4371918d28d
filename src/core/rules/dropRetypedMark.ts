import { scanAnswer } from "./answerScan.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Signs that no language lets follow themselves with a space between. */
const sign = /(?:=>|->|<-|:=|[!=]==?|[-+*/%]=|&&|\|\||\?\?|\|>|::|[=:,])(?=[ \t]+$)/;
/** What is alone at a line's start before an item of a list, or a line of a comment. */
const bullet = /^[ \t]*([-*+])[ \t]+$/;
/** What a string may begin with that code behind a closed string can't. */
const content = /^(?:[\p{L}\p{N}_/@#$~<{\\]|\.{1,2}\/|--?\w|%\w)/u;
/** An access to a member, behind a name or a closing bracket. */
const access = /(?:[\p{L}_$][\p{L}\p{N}_$]*|[)\]])(\??\.|::|->)$/u;

/**
 * The answer without the sign left of the cursor, if it types that again: `x = ▮` answered by `= 1`, `a.▮`
 * by `.b`, `"▮` by `"text"`, `f(▮)` by `(a, b)`, the bullet of a list. Undefined where it doesn't.
 */
export function dropRetypedMark(text: string, context: RuleContext): string | undefined {
  const start = text.trimStart();
  const item = bullet.exec(context.lineBefore)?.[1];
  if (item !== undefined && hasBullets(context) && start.startsWith(`${item} `)) return start.slice(2).trimStart();
  if (context.inside === "string") return withoutQuote(text, context);
  if (context.inside !== "code" || context.syntax.prose) return undefined;
  const member = access.exec(context.lineBefore)?.[1];
  if (member !== undefined && start.startsWith(member) && /^[\p{L}_$]/u.test(start.slice(member.length))) {
    return start.slice(member.length);
  }
  const mark = sign.exec(context.lineBefore)?.[0];
  if (mark !== undefined && start.startsWith(mark) && /^[ \t]/.test(start.slice(mark.length))) {
    return start.slice(mark.length).trimStart();
  }
  return withoutCallBrackets(text, context);
}

function hasBullets({ inside, syntax }: RuleContext): boolean {
  return inside === "comment" || (inside === "code" && (syntax.prose === true || syntax.bullets === true));
}

/** Directly behind the quote that opens a string, the same quote with text behind it opens it again. */
function withoutQuote(text: string, { lineBefore }: RuleContext): string | undefined {
  const quote = /["'`]$/.exec(lineBefore)?.[0];
  if (quote === undefined || !text.startsWith(quote) || lineBefore.endsWith(quote + quote)) return undefined;
  return content.test(text.slice(1)) ? text.slice(1) : undefined;
}

/** The arguments of a call with their brackets, where the call's own are already there. Tuples and functions keep theirs. */
function withoutCallBrackets(text: string, context: RuleContext): string | undefined {
  if (!text.startsWith("(") || !/[\p{L}\p{N}_$]\($/u.test(context.lineBefore) || !context.lineAfter.startsWith(")")) {
    return undefined;
  }
  const lineEnd = text.indexOf("\n");
  const line = (lineEnd < 0 ? text : text.slice(0, lineEnd)).trimEnd();
  const inner = /^\(([^()]*)\);?$/.exec(line)?.[1];
  if (inner === undefined || scanAnswer(line, context).spans.some(({ kind }) => kind === "comment")) return undefined;
  if (context.syntax.tuples && inner.includes(",")) return undefined;
  return inner + text.slice(line.length);
}
