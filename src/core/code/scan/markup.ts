import type { LanguageSyntax } from "../languages/language.ts";
import { languageOfElement } from "./embeddedLanguage.ts";
import type { FrameStack } from "./frameStack.ts";
import type { Frame } from "./scanState.ts";
import { isVoidElement, tagAt } from "./tags.ts";
import type { TextReader } from "./textReader.ts";

/** Opens the tag at the reader; returns how many characters open it, 0 if there is none. */
export function openTag(reader: TextReader, frames: FrameStack): number {
  const tag = tagAt(reader.text, reader.i);
  if (!tag) return 0;
  const at = reader.here;
  frames.push({ kind: "tag", at, name: tag.name, closing: tag.closing });
  if (!tag.closing) frames.mark("open", at, at + tag.open.length, undefined);
  return tag.open.length;
}

/** Opens the value of an attribute at its quote. That of `lang` or `type` says how an element's text is written. */
export function openAttributeValue(tag: TagFrame, reader: TextReader, frames: FrameStack): number {
  const { char } = reader;
  const lead = reader.text.slice(Math.max(0, reader.i - 12), reader.i);
  const dialect = /\b(?:lang|type)\s*=\s*$/.test(lead) ? /^["']([\w/+.-]*)/.exec(reader.restOfLine)?.[1] : undefined;
  if (dialect !== undefined) frames.replaceTop({ ...tag, dialect });
  frames.push({ kind: "string", at: reader.here, syntax: { open: char, close: char, multiline: true } });
  return 1;
}

/** Ends a tag where the reader is at its end, and opens or closes its element; returns how many characters end it. */
export function endTag(tag: TagFrame, reader: TextReader, frames: FrameStack, { markup }: LanguageSyntax): number {
  const length = reader.at("/>") ? 2 : reader.at(">") ? 1 : 0;
  if (length === 0) return 0;
  const end = reader.here + length;
  frames.pop(end, end);
  if (tag.closing) {
    frames.close((frame) => frame.kind === "element" && frame.name === tag.name, tag.at, end);
  } else if (length === 2 || (markup === "html" && isVoidElement(tag.name))) {
    frames.mark("close", reader.here, end, tag.at);
  } else {
    frames.push({ kind: "element", at: tag.at, name: tag.name });
    const languageId = markup === "html" ? languageOfElement(tag.name.toLowerCase(), tag.dialect) : undefined;
    if (languageId !== undefined) frames.push({ kind: "embedded", at: end, languageId, until: `</${tag.name}` });
  }
  return length;
}

type TagFrame = Extract<Frame, { kind: "tag" }>;
