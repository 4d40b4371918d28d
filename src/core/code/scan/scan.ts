import { closingWordOf, opensWordBlock, operandWords, statementWords } from "./blockWords.ts";
import { FrameStack } from "./frameStack.ts";
import type { LanguageSyntax, StringSyntax } from "./languageSyntax.ts";
import { languageSyntax } from "./languageSyntax.ts";
import type { Starters } from "./literals.ts";
import {
  commentAt,
  heredocAt,
  isWordCode,
  literalStarters,
  regexLength,
  stringAt,
  tagAt,
  wordEnd,
} from "./literals.ts";
import type { Frame, Scan, ScanState } from "./scanState.ts";
import { scanStart } from "./scanState.ts";

const closers: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"]]); // biome-ignore format: a table
const voidElements = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
const embeddedLanguages: ReadonlyMap<string, string> = new Map([["script", "typescript"], ["style", "scss"]]); // biome-ignore format: a table

/**
 * Tells code from strings and comments and finds what closes what, in one pass over `text`.
 * Lenient: an unknown language, a window cut out of a document, and code in the middle of being typed all give a result.
 */
export function scan(text: string, languageId: string, from: ScanState = scanStart): Scan {
  const scanner = new Scanner(text, languageSyntax(languageId), from);
  return scanner.run();
}

class Scanner {
  readonly #text: string;
  readonly #syntax: LanguageSyntax;
  readonly #base: number;
  readonly #frames: FrameStack;
  /** Characters with which a comment, string or regex may begin: all others take the short way. */
  readonly #starters: Starters;
  #heredocs: string[];
  #expectsOperand: boolean;
  #firstWord = "";
  #atStatement = true;
  #i = 0;

  constructor(text: string, syntax: LanguageSyntax, from: ScanState) {
    this.#text = text;
    this.#syntax = syntax;
    this.#starters = literalStarters(syntax);
    this.#base = from.length;
    this.#frames = new FrameStack(from.frames);
    this.#heredocs = [...from.heredocs];
    this.#expectsOperand = from.expectsOperand;
  }

  run(): Scan {
    while (this.#i < this.#text.length) this.#i += this.#step();
    const length = this.#base + this.#text.length;
    const { all: frames, marks, spans } = this.#frames;
    this.#frames.end(length);
    const state: ScanState = { length, frames, expectsOperand: this.#expectsOperand, heredocs: this.#heredocs };
    return { state, marks: marks.sort((a, b) => a.at - b.at), spans: spans.sort((a, b) => a.from - b.from) };
  }

  /** Takes the next piece; returns how many characters it has. */
  #step(): number {
    const { top } = this.#frames;
    switch (top?.kind) {
      case "string":
        return this.#inString(top);
      case "heredoc":
        return this.#inHeredoc(top);
      case "comment":
        return this.#inComment(top);
      case "tag":
        return this.#inTag(top);
      case "element":
        return this.#inChildren();
      default:
        return this.#inCode();
    }
  }

  #inCode(): number {
    if (this.#syntax.markup === "html") return this.#inMarkup();
    return this.#inPlainCode(this.#syntax, this.#starters);
  }

  /** Code of a language that stands inside tags, or text between tags. */
  #inMarkup(): number {
    const embedded = this.#frames.all.findLast((frame) => frame.kind === "embedded");
    if (embedded?.kind !== "embedded") {
      const isHole = this.#frames.all.some((frame) => frame.kind === "bracket");
      return isHole ? this.#inPlainCode(this.#syntax, this.#starters) : this.#inChildren();
    }
    if (this.#at(embedded.until)) {
      this.#frames.dropFrom(embedded);
      return 0;
    }
    const syntax = languageSyntax(embedded.languageId);
    return this.#inPlainCode(syntax, literalStarters(syntax));
  }

  #inPlainCode(syntax: LanguageSyntax, starters: Starters): number {
    const char = this.#text[this.#i] ?? "";
    if (char === "\n") return this.#newline();
    if (char === " " || char === "\t") return 1;
    if (starters.has(char)) {
      const literal = this.#openComment(syntax) || this.#openString(syntax, starters) || this.#regex(syntax);
      if (literal > 0) return literal;
    }
    const tag = syntax.markup === "jsx" && char === "<" && this.#expectsOperand ? this.#openTag() : 0;
    if (tag > 0) return tag;
    const close = closers.get(char);
    if (close !== undefined) return this.#push({ kind: "bracket", at: this.#here(), close, hole: false }, 1);
    if (char === ")" || char === "]" || char === "}") return this.#close("bracket", char, 1);
    if (isWordCode(char.charCodeAt(0))) return this.#word(syntax);
    this.#expectsOperand = true;
    this.#atStatement = char === ";" || char === "|" || char === "&";
    return 1;
  }

  #newline(): number {
    this.#atStatement = true;
    this.#firstWord = "";
    const heredoc = this.#heredocs.shift();
    if (heredoc !== undefined) this.#frames.push({ kind: "heredoc", at: this.#here(), word: heredoc });
    return 1;
  }

  #word(syntax: LanguageSyntax): number {
    const from = this.#i;
    const to = wordEnd(this.#text, from, syntax.wordCharacters ?? "");
    const word = this.#text.slice(from, to);
    const begins = this.#atStatement;
    if (begins) this.#firstWord = word;
    if (!syntax.closeWords) {
      this.#expectsOperand = operandWords.has(word);
      return to - from;
    }
    const isMember = this.#text[from - 1] === "." || this.#text[to] === ":";
    this.#expectsOperand = operandWords.has(word);
    this.#atStatement = statementWords.has(word);
    if (!isMember && syntax.closeWords?.includes(word) && (begins || this.#isClosing(word)))
      return this.#close("word", word, to - from);
    if (!isMember && opensWordBlock(word, begins, this.#firstWord, syntax)) {
      return this.#push({ kind: "word", at: this.#here(), close: closingWordOf(word, syntax), hole: false }, to - from);
    }
    return to - from;
  }

  #isClosing(word: string): boolean {
    return this.#frames.all.some((frame) => frame.kind === "word" && frame.close === word);
  }

  #openComment(syntax: LanguageSyntax): number {
    const found = commentAt(this.#text, this.#i, syntax);
    if (!found) return 0;
    const [open, close] = found;
    const nested = syntax.nestedComments && close !== "\n" ? open : "";
    this.#frames.push({ kind: "comment", at: this.#here(), open: nested, close, depth: 1 });
    return open.length;
  }

  #openString(syntax: LanguageSyntax, starters: Starters): number {
    const found = stringAt(this.#text, this.#i, syntax, starters);
    if (found) {
      this.#frames.push({ kind: "string", at: this.#here(), syntax: found });
      return found.open.length;
    }
    const heredoc = heredocAt(this.#text, this.#i, syntax);
    if (heredoc) this.#heredocs.push(heredoc[1]);
    return heredoc?.[0].length ?? 0;
  }

  #regex(syntax: LanguageSyntax): number {
    const length = syntax.regex && this.#expectsOperand ? regexLength(this.#text, this.#i) : 0;
    if (length === 0) return 0;
    const to = this.#here() + length;
    this.#frames.spans.push({ kind: "string", from: this.#here(), close: to, to, open: false });
    this.#expectsOperand = false;
    return length;
  }

  #inString(top: Extract<Frame, { kind: "string" }>): number {
    const { syntax } = top;
    const char = this.#text[this.#i];
    if (char === "\n" && !syntax.multiline) return this.#pop(0);
    if (char === syntax.escape) return 2;
    if (syntax.hole !== undefined && this.#at(syntax.hole)) {
      if (syntax.hole === "{" && this.#at("{{")) return 2;
      const close = closers.get(syntax.hole.at(-1) ?? "") ?? "}";
      this.#expectsOperand = true;
      return this.#push({ kind: "bracket", at: this.#here(), close, hole: true }, syntax.hole.length);
    }
    if (!this.#at(syntax.close)) return this.#plainLength(syntax);
    if (syntax.doubled && this.#at(syntax.close + syntax.close)) return 2;
    this.#expectsOperand = false;
    return this.#pop(syntax.close.length);
  }

  /** Characters from here on that can't mean anything in this kind of string. */
  #plainLength(syntax: StringSyntax): number {
    let to = this.#i + 1;
    for (; to < this.#text.length; to++) {
      const char = this.#text[to];
      if (char === syntax.close[0] || char === syntax.escape || char === syntax.hole?.[0] || char === "\n") break;
    }
    return to - this.#i;
  }

  /** Line by line: the closing word stands alone on its line and may be indented. */
  #inHeredoc(top: Extract<Frame, { kind: "heredoc" }>): number {
    const lineEnd = this.#text.indexOf("\n", this.#i);
    const line = this.#text.slice(this.#i, lineEnd < 0 ? undefined : lineEnd);
    if (line.trim().replace(/[;,)]+$/, "") === top.word) return this.#pop(line.indexOf(top.word) + top.word.length);
    return lineEnd < 0 ? line.length : line.length + 1;
  }

  #inComment(top: Extract<Frame, { kind: "comment" }>): number {
    if (this.#at(top.close)) {
      if (top.depth === 1) return this.#pop(top.close === "\n" ? 0 : top.close.length);
      this.#frames.replaceTop({ ...top, depth: top.depth - 1 });
      return top.close.length;
    }
    if (top.open !== "" && this.#at(top.open)) {
      this.#frames.replaceTop({ ...top, depth: top.depth + 1 });
      return top.open.length;
    }
    return 1;
  }

  #openTag(): number {
    const tag = tagAt(this.#text, this.#i);
    if (!tag) return 0;
    const at = this.#here();
    this.#frames.push({ kind: "tag", at, name: tag.name, closing: tag.closing });
    if (!tag.closing) this.#frames.mark("open", at, at + tag.open.length, undefined);
    return tag.open.length;
  }

  #inTag(top: Extract<Frame, { kind: "tag" }>): number {
    const char = this.#text[this.#i];
    if (char === '"' || char === "'") {
      this.#frames.push({ kind: "string", at: this.#here(), syntax: { open: char, close: char, multiline: true } });
      return 1;
    }
    if (char === "{") {
      this.#expectsOperand = true;
      return this.#push({ kind: "bracket", at: this.#here(), close: "}", hole: true }, 1);
    }
    if (char === "\n" && top.closing) {
      // A closing tag that goes on over lines is one that was left unfinished.
      this.#frames.pop(this.#here(), this.#here());
      return 0;
    }
    if (this.#at("/>")) return this.#endTag(top, 2, false);
    if (char === ">") return this.#endTag(top, 1, !top.closing && !this.#isVoid(top.name));
    return 1;
  }

  #isVoid(name: string): boolean {
    return this.#syntax.markup === "html" && voidElements.has(name.toLowerCase());
  }

  #endTag(top: Extract<Frame, { kind: "tag" }>, length: number, opens: boolean): number {
    const end = this.#here() + length;
    this.#frames.pop(end, end);
    this.#expectsOperand = false;
    if (top.closing) {
      this.#frames.close((frame) => frame.kind === "element" && frame.name === top.name, top.at, end);
    } else if (opens) {
      this.#frames.push({ kind: "element", at: top.at, name: top.name });
      const languageId = embeddedLanguages.get(top.name);
      if (this.#syntax.markup === "html" && languageId !== undefined) {
        this.#frames.push({ kind: "embedded", at: end, languageId, until: `</${top.name}` });
        this.#expectsOperand = true;
      }
    } else {
      this.#frames.mark("close", this.#here(), end, top.at);
    }
    return length;
  }

  #inChildren(): number {
    const char = this.#text[this.#i];
    if (char === "\n") return this.#newline();
    if (this.#at("<!--")) {
      this.#frames.push({ kind: "comment", at: this.#here(), open: "", close: "-->", depth: 1 });
      return 4;
    }
    const tag = char === "<" ? this.#openTag() : 0;
    if (tag > 0) return tag;
    if (char === "{") {
      this.#expectsOperand = true;
      return this.#push({ kind: "bracket", at: this.#here(), close: "}", hole: true }, 1);
    }
    return 1;
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
    this.#frames.close(fits, this.#here(), this.#here() + length);
    this.#expectsOperand = false;
    this.#atStatement = false;
    return length;
  }

  #pop(length: number): number {
    this.#frames.pop(this.#here(), this.#here() + length);
    return length;
  }

  #at(what: string): boolean {
    return this.#text.startsWith(what, this.#i);
  }

  #here(): number {
    return this.#base + this.#i;
  }
}
