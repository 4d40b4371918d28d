import { isWordCode } from "../characters.ts";
import type { LanguageSyntax, StringSyntax } from "../languages/language.ts";
import { languages } from "../languages/languages.ts";
import { blockScalarMargin, isInBlockScalar } from "./blockScalars.ts";
import { closingWordOf, opensWordBlock, operandWords, statementWords } from "./blockWords.ts";
import { commentAt } from "./comments.ts";
import { languageOfFence, languageOfTemplate } from "./embeddedLanguage.ts";
import { FrameStack } from "./frameStack.ts";
import { type HeredocOpening, heredocAt, heredocEnd, holeIn } from "./heredocs.ts";
import { isHole } from "./isHole.ts";
import type { Starters } from "./literals.ts";
import {
  escapedLength,
  followsCommand,
  literalStarters,
  longRegexAt,
  regexLength,
  stringAt,
  wordEnd,
} from "./literals.ts";
import { endTag, openAttributeValue, openTag } from "./markup.ts";
import { secondPartAt } from "./quoteOperators.ts";
import type { Frame, Scan, ScanState } from "./scanState.ts";
import { scanStart } from "./scanState.ts";
import { quotedMark, TextReader } from "./textReader.ts";

const closers: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"]]); // biome-ignore format: a table
const cdata: StringSyntax = { open: "<![CDATA[", close: "]]>", multiline: true };

/**
 * Tells code from strings and comments and finds what closes what, in one pass over `text`.
 * Lenient: an unknown language, a window cut out of a document, and unfinished code all give a result.
 * @param from the state at the end of an earlier scan, which ended at the start of a line
 */
export function scan(text: string, languageId: string, from: ScanState = scanStart): Scan {
  const scanner = new Scanner(text, languages.of(languageId).syntax, from);
  return scanner.run();
}

class Scanner extends TextReader {
  readonly #syntax: LanguageSyntax;
  readonly #frames: FrameStack;
  /** Characters with which a comment, string or regex may begin: all others take the short way. */
  readonly #starters: Starters;
  /** Whether parts of the document are written in another language. */
  readonly #embeds: boolean;
  #heredocs: HeredocOpening[];
  #expectsOperand: boolean;
  #firstWord = "";
  #atStatement = true;

  constructor(text: string, syntax: LanguageSyntax, from: ScanState) {
    super(text, from.length);
    this.#syntax = syntax;
    this.#starters = literalStarters(syntax);
    this.#embeds = syntax.markup === "html" || syntax.fences === true || syntax.frontMatter !== undefined;
    this.#frames = new FrameStack(from.frames);
    this.#heredocs = [...from.heredocs];
    this.#expectsOperand = from.expectsOperand;
  }

  run(): Scan {
    if (this.base === 0) this.#begin();
    while (this.i < this.text.length) this.i += this.#step();
    const length = this.base + this.text.length;
    const { all: frames, marks, spans } = this.#frames;
    this.#frames.end(length);
    const state: ScanState = { length, frames, expectsOperand: this.#expectsOperand, heredocs: this.#heredocs };
    return { state, marks: marks.sort((a, b) => a.at - b.at), spans: spans.sort((a, b) => a.from - b.from) };
  }

  /** Recognises how a document begins: with front matter, or with the text of a template. */
  #begin(): void {
    const { frontMatter, template } = this.#syntax;
    const opening = frontMatter === undefined ? undefined : /^(?:---|\+\+\+)[ \t]*\n/.exec(this.text)?.[0];
    if (frontMatter !== undefined && opening !== undefined) {
      this.i = opening.length;
      const mark = opening.slice(0, 3);
      const languageId = mark === "+++" ? "toml" : frontMatter;
      this.#frames.push({ kind: "embedded", at: this.i, languageId, until: `\n${mark}` });
    }
    if (template && /^[ \t]*<(?!\?)/.test(this.text)) this.#frames.push({ kind: "template", at: 0 });
  }

  /** Takes the next piece; returns how many characters it has. */
  #step(): number {
    const left = this.#embeds ? this.#leaveEmbedded() : undefined;
    if (left !== undefined) return left;
    const { top } = this.#frames;
    switch (top?.kind) {
      case "string":
        return this.#inString(top);
      case "heredoc":
        return this.#inHeredoc(top);
      case "block":
        return this.#inBlockScalar(top);
      case "comment":
        return this.#inComment(top);
      case "template":
        return this.#inTemplateText();
      case "tag":
        return this.#inTag(top);
      case "element":
        return this.#inChildren();
      default:
        return this.#inCode();
    }
  }

  #inCode(): number {
    if (!this.#embeds) return this.#inPlainCode(this.#syntax, this.#starters);
    const embedded = this.#embedded();
    if (embedded) return this.#inCodeOf(embedded.languageId);
    const { holeLanguage, markup } = this.#syntax;
    if (!this.#frames.all.some((frame) => isHole(frame, this.#syntax))) {
      if (markup === "html") return this.#inChildren();
      return this.#openFence() || this.#literalText() || this.#inPlainCode(this.#syntax, this.#starters);
    }
    return holeLanguage === undefined ? this.#inPlainCode(this.#syntax, this.#starters) : this.#inCodeOf(holeLanguage);
  }

  #inCodeOf(languageId: string): number {
    const { syntax } = languages.of(languageId);
    return this.#inPlainCode(syntax, literalStarters(syntax));
  }

  #embedded(): Extract<Frame, { kind: "embedded" }> | undefined {
    const frame = this.#frames.all.findLast(({ kind }) => kind === "embedded");
    return frame?.kind === "embedded" ? frame : undefined;
  }

  /**
   * Ends the embedded code, whatever is open in it, where the document says so. Returns how many characters the mark at
   * its end has: that of front matter or of a fenced block is not code. Undefined if the code does not end here.
   */
  #leaveEmbedded(): number | undefined {
    const char = this.char;
    const mayEnd = char === "<" || char === "-" || char === "+" || char === "`" || char === "~";
    if (!mayEnd && this.text[this.i - 1] !== "\n") return undefined;
    const embedded = this.#embedded();
    if (!embedded) return undefined;
    if (this.#isQuoteOver(embedded.until)) {
      this.#frames.dropFrom(embedded);
      return 0;
    }
    const isMark = embedded.until.startsWith("\n");
    const length = isMark ? this.closingLength(embedded.until) : 0;
    if (isMark ? length === 0 : !this.#isClosingTag(embedded.until)) return undefined;
    this.#frames.dropFrom(embedded);
    this.#expectsOperand = true;
    return length;
  }

  /** Whether a fenced block in a block quote ends here because its quote does: this line has no `>`. */
  #isQuoteOver(until: string): boolean {
    return until.startsWith(quotedMark) && this.text[this.i - 1] === "\n" && !/^[ \t]*>/.test(this.restOfLine);
  }

  /** Whether a closing tag of exactly this name is here. */
  #isClosingTag(start: string): boolean {
    return this.at(start) && /^[\s/>]?$/.test(this.text.charAt(this.i + start.length));
  }

  /** The opening fence of a code block in a document. */
  #openFence(): number {
    const char = this.char;
    if (!this.#syntax.fences || (char !== "`" && char !== "~")) return 0;
    const isQuoted = this.isQuoteStart;
    if (!isQuoted && !this.isLineStart) return 0;
    const lineEnd = this.text.indexOf("\n", this.i);
    if (lineEnd < 0) return 0;
    const [, fence, info = ""] = /^(`{3,}|~{3,})([^`\n]*)$/.exec(this.text.slice(this.i, lineEnd)) ?? [];
    if (fence === undefined) return 0;
    const length = lineEnd + 1 - this.i;
    const at = this.here + length;
    this.#frames.push({
      kind: "embedded",
      at,
      languageId: languageOfFence(info),
      until: (isQuoted ? quotedMark : "\n") + fence,
    });
    this.#expectsOperand = true;
    this.#atStatement = true;
    return length;
  }

  /** Code in backticks, or an escaped character, of a document that may have expressions. */
  #literalText(): number {
    if (!this.#syntax.fences || this.#syntax.holeLanguage === undefined) return 0;
    if (this.char === "\\") return 2;
    return this.char === "`" ? (/^(`+)[^`\n]+\1(?!`)/.exec(this.restOfLine)?.[0].length ?? 0) : 0;
  }

  #inPlainCode(syntax: LanguageSyntax, starters: Starters): number {
    const char = this.char;
    if (char === "\n") return this.#newline(syntax);
    if (char === " " || char === "\t") return 1;
    if (starters.has(char)) {
      const literal =
        this.#openComment(syntax) ||
        this.#openString(syntax, starters) ||
        escapedLength(this.text, this.i, syntax, starters) ||
        this.#regex(syntax) ||
        this.#openTemplateText(syntax);
      if (literal > 0) return literal;
    }
    const tag = syntax.markup === "jsx" && char === "<" && this.#expectsOperand ? openTag(this, this.#frames) : 0;
    if (tag > 0) return tag;
    const close = closers.get(char);
    if (close !== undefined) return this.#push({ kind: "bracket", at: this.here, close, hole: false }, 1);
    if (char === ")" || char === "]" || char === "}") {
      this.#close("bracket", char, 1);
      if (char === ")" && syntax.regex) this.#expectsOperand = this.#closesCondition();
      return 1;
    }
    if (isWordCode(char.charCodeAt(0))) return this.#word(syntax);
    this.#expectsOperand = true;
    this.#atStatement = char === ";" || char === "|" || char === "&";
    return 1;
  }

  #newline(syntax: LanguageSyntax): number {
    this.#atStatement = true;
    this.#firstWord = "";
    const at = this.here;
    const heredoc = this.#heredocs.shift();
    if (heredoc) this.#frames.push({ kind: "heredoc", at, word: heredoc.word, hole: heredoc.hole });
    if (syntax.blockScalars) {
      const margin = blockScalarMargin(this.text.slice(this.lineStart, this.i));
      if (margin !== undefined) this.#frames.push({ kind: "block", at, margin });
    }
    return 1;
  }

  #word(syntax: LanguageSyntax): number {
    const from = this.i;
    const to = wordEnd(this.text, from, syntax.wordCharacters ?? "");
    const word = this.text.slice(from, to);
    const begins = this.#atStatement;
    if (begins) this.#firstWord = word;
    if (!syntax.closeWords) {
      this.#expectsOperand = operandWords.has(word);
      return to - from;
    }
    const isSymbol = this.text[from - 1] === ":" && this.text[from - 2] !== ":";
    const isMember = this.text[from - 1] === "." || this.text[to] === ":" || isSymbol;
    this.#expectsOperand = operandWords.has(word);
    this.#atStatement = statementWords.has(word);
    if (!isMember && syntax.closeWords?.includes(word) && (begins || this.#isClosing(word)))
      return this.#close("word", word, to - from);
    if (!isMember && opensWordBlock(this.text, { from, to, begins, first: this.#firstWord }, syntax)) {
      return this.#push({ kind: "word", at: this.here, close: closingWordOf(word, syntax), hole: false }, to - from);
    }
    return to - from;
  }

  #isClosing(word: string): boolean {
    return this.#frames.all.some((frame) => frame.kind === "word" && frame.close === word);
  }

  #openComment(syntax: LanguageSyntax): number {
    const found = commentAt(this.text, this.i, syntax);
    if (!found) return 0;
    const [open, close] = found;
    const nested = syntax.nestedComments && close !== "\n" ? open : "";
    this.#frames.push({ kind: "comment", at: this.here, open: nested, close, depth: 1 });
    return open.length;
  }

  #openString(syntax: LanguageSyntax, starters: Starters): number {
    const inBrackets = this.#frames.top?.kind === "bracket";
    const place = { inBrackets, expectsOperand: this.#expectsOperand };
    const found = stringAt(this.text, this.i, syntax, starters, place);
    if (found) {
      const written = found.open === "`" && found.hole === "${" ? languageOfTemplate(this.text, this.i) : undefined;
      const language = written === undefined ? {} : { languageId: written };
      this.#frames.push({ kind: "string", at: this.here, syntax: found, ...language });
      return found.open.length;
    }
    if (syntax.heredoc === undefined || this.#isArithmetic(syntax)) return 0;
    const heredoc = heredocAt(this.text, this.i, syntax.heredoc);
    if (heredoc) this.#heredocs.push(heredoc);
    return heredoc?.open.length ?? 0;
  }

  /** Between `((` and `))` of a shell, or behind `let`, where `<<` shifts. */
  #isArithmetic(syntax: LanguageSyntax): boolean {
    if (syntax.heredoc !== "shell") return false;
    const isDouble = this.#frames.all.some((frame, i, all) => {
      const next = all[i + 1];
      return frame.kind === "bracket" && frame.close === ")" && next?.kind === "bracket" && next.at === frame.at + 1;
    });
    return isDouble || this.#firstWord === "let";
  }

  /** The end of a template's code; its text follows. */
  #openTemplateText({ template }: LanguageSyntax): number {
    if (!template || !this.at(template.close)) return 0;
    this.#frames.push({ kind: "template", at: this.here });
    return template.close.length;
  }

  #inTemplateText(): number {
    const open = this.#syntax.template?.open;
    const found = open?.exec(this.text.slice(this.i));
    if (!found) return this.text.length - this.i;
    this.#expectsOperand = true;
    this.#atStatement = true;
    return this.#pop(found.index + found[0].length);
  }

  #regex(syntax: LanguageSyntax): number {
    const isArgument = (syntax.quoteOperators ?? "elixir") !== "elixir" && followsCommand(this.text, this.i);
    if (!syntax.regex || !(this.#expectsOperand || isArgument)) return 0;
    const length = regexLength(this.text, this.i);
    if (length === 0) {
      const long = longRegexAt(this.text, this.i, syntax);
      if (long) this.#frames.push({ kind: "string", at: this.here, syntax: long });
      return long?.open.length ?? 0;
    }
    const to = this.here + length;
    this.#frames.spans.push({ kind: "string", from: this.here, close: to, to, open: false });
    this.#expectsOperand = false;
    return length;
  }

  #inString(top: Extract<Frame, { kind: "string" }>): number {
    const { syntax } = top;
    const char = this.char;
    if (char === "\n" && !syntax.multiline) return this.#pop(0);
    // In Swift, a hole begins with the escape.
    if (syntax.hole !== undefined && this.at(syntax.hole)) {
      return syntax.hole === "{" && this.at("{{") ? 2 : this.#openHole(syntax.hole);
    }
    if (char === syntax.escape) return 2;
    if (syntax.nests !== undefined && this.at(syntax.nests)) {
      const { second: _, ...nested } = syntax;
      this.#frames.push({ kind: "string", at: this.here, syntax: nested });
      return syntax.nests.length;
    }
    const harmless = syntax.harmless?.find((mark) => this.at(mark));
    if (harmless !== undefined) return harmless.length;
    const length = this.closingLength(syntax.close);
    if (length === 0) return this.#plainLength(syntax);
    if (syntax.doubled && this.at(syntax.close + syntax.close)) return 2;
    if (syntax.lastCloses && this.at(syntax.close + char)) return 1;
    this.#expectsOperand = false;
    return this.#pop(length) + this.#openSecondPart(syntax, length);
  }

  /** Opens code inside a text. */
  #openHole(hole: string): number {
    this.#expectsOperand = true;
    const close = closers.get(hole.at(-1) ?? "") ?? "}";
    return this.#push({ kind: "bracket", at: this.here, close, hole: true }, hole.length);
  }

  /** The second part of an operator such as `s/a/b/`; returns how many characters open it. */
  #openSecondPart(syntax: StringSyntax, length: number): number {
    if (syntax.second === "same") {
      const { nests: _, second: __, ...second } = syntax;
      this.#frames.push({ kind: "string", at: this.here + length, syntax: { ...second, open: "" } });
    }
    const second = syntax.second === "bracket" ? secondPartAt(this.text, this.i + length) : undefined;
    if (!second) return 0;
    this.#frames.push({ kind: "string", at: this.here + length + second.gap, syntax: second.string });
    return second.gap + second.string.open.length;
  }

  /** Characters from here on that can't mean anything in this kind of string. */
  #plainLength(syntax: StringSyntax): number {
    if (this.char === "\n") return 1;
    const { close, hole, nests, harmless = [] } = syntax;
    const special = [close, syntax.escape, hole, nests, ...harmless].map((mark) => mark?.[0]);
    let to = this.i + 1;
    for (; to < this.text.length; to++) {
      const char = this.text[to];
      if (char === "\n" || special.includes(char) || (this.#embeds && (char === "<" || char === "`"))) break;
    }
    return to - this.i;
  }

  /** Line by line: the closing word is alone on its line and may be indented. */
  #inHeredoc(top: Extract<Frame, { kind: "heredoc" }>): number {
    const line = this.restOfLine;
    const isWhole = this.i === this.lineStart;
    const end = isWhole ? heredocEnd(line, top.word, this.#syntax.heredoc) : undefined;
    if (end !== undefined) return this.#pop(end);
    const hole = top.hole === undefined ? -1 : holeIn(line, top.hole);
    if (top.hole !== undefined && hole === 0) return this.#openHole(top.hole);
    return hole > 0 ? hole : Math.min(line.length + 1, this.text.length - this.i);
  }

  #inBlockScalar(top: Extract<Frame, { kind: "block" }>): number {
    const line = this.restOfLine;
    const isLast = this.i + line.length === this.text.length;
    if (!isInBlockScalar(line, top.margin, isLast)) return this.#pop(0);
    return isLast ? line.length : line.length + 1;
  }

  #inComment(top: Extract<Frame, { kind: "comment" }>): number {
    const { template } = this.#syntax;
    if (template && top.close === "\n" && this.at(template.close)) return this.#pop(0);
    const length = this.closingLength(top.close);
    if (length > 0) {
      if (top.depth === 1) return this.#pop(top.close === "\n" ? 0 : length);
      this.#frames.replaceTop({ ...top, depth: top.depth - 1 });
      return length;
    }
    if (top.open !== "" && this.at(top.open)) {
      this.#frames.replaceTop({ ...top, depth: top.depth + 1 });
      return top.open.length;
    }
    return 1;
  }

  #inTag(top: Extract<Frame, { kind: "tag" }>): number {
    const { char } = this;
    if (char === '"' || char === "'") return openAttributeValue(top, this, this.#frames);
    if (char === "{") return this.#openHole("{");
    // A closing tag that goes on over lines is one that was left unfinished.
    if (char === "\n" && top.closing) return this.#pop(0);
    // Between attributes of JSX, comments are written as in code.
    const comment = char === "/" && this.#syntax.markup === "jsx" ? this.#openComment(this.#syntax) : 0;
    if (comment > 0) return comment;
    const end = endTag(top, this, this.#frames, this.#syntax);
    if (end === 0) return 1;
    const next = this.#frames.top;
    this.#expectsOperand = next?.kind === "embedded" && next.at === this.here + end;
    return end;
  }

  #inChildren(): number {
    const { char } = this;
    if (char === "\n") return this.#newline(this.#syntax);
    if (this.#syntax.markup === "html") {
      const comment = this.#openComment(this.#syntax);
      if (comment > 0) return comment;
      if (this.at(cdata.open)) {
        this.#frames.push({ kind: "string", at: this.here, syntax: cdata });
        return cdata.open.length;
      }
    }
    if (char === "{") return this.#openHole("{");
    return (char === "<" ? openTag(this, this.#frames) : 0) || 1;
  }

  #push(frame: Extract<Frame, { kind: "bracket" | "word" }>, length: number): number {
    this.#frames.open(frame, length);
    if (frame.kind === "bracket") {
      this.#expectsOperand = true;
      this.#atStatement = true;
    }
    return length;
  }

  #close(kind: "bracket" | "word", close: string, length: number): number {
    const fits = (frame: Frame) => frame.kind === kind && frame.close === close;
    this.#frames.close(fits, this.here, this.here + length);
    this.#expectsOperand = false;
    this.#atStatement = false;
    return length;
  }

  /** Whether the bracket that was just closed contains the condition of a statement. */
  #closesCondition(): boolean {
    const at = (this.#frames.marks.at(-1)?.partner ?? this.base) - this.base;
    return /(?<![\w$.])(?:if|while|for|with)\s*$/.test(this.text.slice(Math.max(0, at - 10), Math.max(0, at)));
  }

  #pop(length: number): number {
    this.#frames.pop(this.here, this.here + length);
    return length;
  }
}
