import { continuesToken } from "./continuesToken.ts";
import { isInterleaved } from "./isInterleaved.ts";
import { looksSecret } from "./looksSecret.ts";
import { redact } from "./redactSecrets.ts";
import { type SecretNameKind, secretNameKind } from "./secretName.ts";

/** What may precede the quote of a string: `b"`, `@"`, `r#"`. */
const quotePrefix = "(?:[rbfu@$]{0,2}#{0,3})";
/** Between a name and its value: an operator, with a type before it; the next argument; the next attribute. */
const between =
  "[\"'\\]]{0,2}\\s*(?::\\s*[&\\w<>[\\]|.' ?]{1,40}=|\\s+value\\s*=|:=|=>|<-|=|:)|[\"']\\s*,|(?<=:[\\w$-]+)\\s*,|\\s(?<=\\b(?:def\\w*|setq|setf|define|set|setx|setenv)\\s+(?:-\\w+\\s+)*[\\w$-]+\\s)";
/**
 * A line that ends inside a quoted value, or where the quote comes next. Groups: name, function that the value is passed
 * to, quote. The value may have begun. Matches a name only from its first character, which keeps long lines fast.
 */
const quotedValue = new RegExp(
  `(?<![\\w$-])(?:\\$env:)?([\\w$-]+)(?:${between})\\s*(?:([\\w.:]+)\\()?(?:${quotePrefix}(["'\`])(?:(?!\\3).)*)?$`,
  "i",
);
/** Names and calls that take secrets and other texts: `auth: "`, `it("token", "`; `definition` takes secrets only. */
const vagueName = /auth$/i;
const pair = /["']\s*,\s*["'`][^"'`]*$/;
const definition = /(?:define|set|put|add|append|header)\w*\(\s*["'][\w$-]+["']\s*,[^,]*$/i;
/** A call that sets a secret, or does something else with it: `.password("`, `setToken("`. */
const setter = /(?:\.|->|\b(?:set|with)_?)(\w+)\(\s*(["'`])(?:(?!\2).)*$/i;
/** Functions whose argument names a secret. */
const lookup = /(?:^|[.:_])(?:get|fetch|read|load|find|look_?up|env|require|import|select|use|input|prompt|t$)\w*$/i;
/** A value without quotes, as settings and commands have it. Groups: name, the value so far. */
const bareValue =
  /^\s*(?:-\s+)?(?:(?:export|ENV|ARG|set|setx)\s+(?:-\w+\s+)*)?([\w.-]+)(?:\s*[=:]\s*|(?<=^\s*(?:ENV|setx?)\s.*)\s+)([^\s"'`(){}[\]<>,;$]*)$/;
/** The text of an element that is named like its value, or names it. Groups as above. */
const elementText = /<(?:\w+\s+name\s*=\s*["'])?([\w.-]+)["']?\s*>([^<>]*)$/;
/** The value of a command's flag, or a part of a connection string or of an address's query. Groups as above. */
const flagOrPart = /(?:\s--|[?&;])([\w-]+)[= ]["']?([^\s"'`(){}[\]<>,;&$]*)$/;
/** Group: the value so far. */
const header = /\bauthorization["']?\s*[:=,]\s*["'`]?(?:basic|bearer|token)\s+([^\s"'`]*)$/i;
/** A line that ends after the user of an address, where its password is written, and a port, which is written there too. */
const addressUser = /\b[a-z][a-z\d+.-]{1,30}:\/\/[^\s:/@"'`<>]*:[^\s/@"'`<>]*$/i;
const port = /^\d{0,5}(?:[/"'`\s)},;]|$)/;
/** A private key without its end, in a file or in strings, and one line of it. */
const keySoFar =
  /^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:(?<=\n\s*)[A-Z][\w-]+: [^\n]*\n|\\[nr]|[A-Za-z0-9+/=\s"'`,])*$/;
const keyLine = /^\s*["'`]?[A-Za-z0-9+/=]+(?:\\[nr])*["'`]?[\s,;+)]*$/;
/** Most characters that a private key has. */
const longestKey = 20_000;
/** What no value of a secret begins with: a reference to another value. */
const reference =
  /^\s*(?:[$%@<{]|process\.|os\.|env\b|getenv|config|settings|secrets?\.|None\b|null\b|nil\b|undefined\b|true\b|false\b)/i;
/** Characters of the line on either side of the suggestion that are searched. */
const reach = 1_000;

/**
 * Whether a suggestion writes a secret, or part of one: it holds something that {@link redact} replaces, with or without
 * the rest of its line, or it continues a token of a known format, a private key, the value of a name such as `apiKey` or
 * the password of an address.
 * @param prefix the text before the cursor
 * @param after the line after the suggestion
 */
export function offersSecret(text: string, prefix: string, after: string): boolean {
  if (redact(text).count > 0 || continuesPrivateKey(text, prefix)) return true;
  const line = prefix.slice(Math.max(prefix.lastIndexOf("\n") + 1, prefix.length - reach));
  if (continuesToken(text, line)) return true;
  const written = line + text;
  const whole = redact(written + after.slice(0, reach));
  if (whole.count > 0 && !whole.text.startsWith(written)) return true;
  if (addressUser.test(line) && !port.test(text)) return true;
  if (reference.test(text)) return false;
  return continuesQuoted(text, line) || continuesBare(text, line);
}

function continuesQuoted(text: string, line: string): boolean {
  const [, name = "", call = "", quote] = quotedValue.exec(line) ?? [];
  const kind = secretNameKind(name);
  if (kind !== undefined && !lookup.test(call)) {
    const isValue = quote === undefined ? /^["'`]/.test(text) && isLiteral(text) : !text.startsWith(quote);
    const isVague = vagueName.test(name) || (pair.test(line) && !definition.test(line));
    return isValue && (!isVague || isSecretValue(begunValue(line, quote) + text, kind));
  }
  const [, set = "", opened] = setter.exec(line) ?? [];
  const kindOfSet = secretNameKind(set);
  return kindOfSet !== undefined && isSecretValue(begunValue(line, opened) + text, kindOfSet);
}

function begunValue(line: string, quote: string | undefined): string {
  return quote === undefined ? "" : line.slice(line.lastIndexOf(quote) + 1);
}

function continuesBare(text: string, line: string): boolean {
  const inHeader = header.exec(line)?.[1];
  if (inHeader !== undefined) return isLiteral(inHeader + text);
  return [bareValue, elementText, flagOrPart].some((pattern) => {
    const [, name = "", begun = ""] = pattern.exec(line) ?? [];
    const kind = secretNameKind(name);
    if (kind === undefined) return false;
    const value = pattern !== bareValue || isInterleaved(begun) ? begun + text : text;
    return isLiteral(value) && (!vagueName.test(name) || isSecretValue(value, kind));
  });
}

/** Whether the cursor is between the first and the last line of a private key and the text continues it. */
function continuesPrivateKey(text: string, prefix: string): boolean {
  const start = prefix.lastIndexOf("-----BEGIN ");
  if (start < 0 || prefix.length - start > longestKey) return false;
  return keySoFar.test(prefix.slice(start)) && keyLine.test(text.trimStart().split("\n", 1)[0] ?? "");
}

/** Whether a text, up to the quote that ends it, looks like a secret without a name that says so. */
function isSecretValue(text: string, kind: SecretNameKind): boolean {
  const value = /^\s*["'`]?([^"'`\n]*)/.exec(text)?.[1] ?? "";
  return looksSecret(value, kind, true) || (!/\s/.test(value) && looksSecret(value, "password", true));
}

/** A run of characters that holds a digit or a sign that no name has: a value, not an expression. */
function isLiteral(text: string): boolean {
  return /^\s*["'`]?[^\s"'`(){}[\]<>,;]*[\d!#%^~+*?@=][^\s(){}[\]<>"'`]*["'`]?\s*(?:[;,)]*|<\/.*)\s*$/.test(
    text.split("\n", 1)[0] ?? "",
  );
}
