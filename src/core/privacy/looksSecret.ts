import { isMixed } from "./isMixed.ts";
import type { SecretNameKind } from "./secretName.ts";

/** Entropy in bits per character from which a text counts as random. Base64 keys have more than 4. */
const randomBits = 3.2;
const placeholder =
  /^(?:[x*.•#_-]+|<.*>|\[.*\]|\$.*|\{.*\}|%.*%?|@.*|.*(?:example|sample|placeholder|redacted|changeme|change_me|change-me|replace|your[-_ ]?|insert|dummy|fake|mock|todo|fixme|foobar|lorem|xxxx|\.\.\.).*|(?:my|the|some|a|test|new|old|wrong|invalid|bad|good|correct|default|super|top)?[-_ ]?(?:secret|password|passwd|pass|token|api[-_]?key|key|credentials?|value|string)s?[-_ ]?\d*!?|(?:test|admin|root|user|guest|qwerty|letmein|hunter|welcome|postgres|mysql|redis|mongo|minio|rabbitmq|guest|secret|none|null|undefined|true|false|nil|yes|no|empty|unset|missing)[-_]?\w{0,4}!?|\d{1,8}|abc\w{0,8}|required|optional|string|number|boolean|bearer|basic|password)$/i;

/** Whether a literal that is assigned to a secret's name is a secret, not a placeholder, name or path. */
export function looksSecret(value: string, kind: SecretNameKind, isQuoted: boolean): boolean {
  if (kind === "password" && isQuoted && isPassphrase(value)) return true;
  if (
    placeholder.test(value) ||
    isSequence(value) ||
    /\s/.test(value) ||
    /^(?:https?|file|ssh|s3|arn|urn|env|vault|op):/i.test(value)
  )
    return false;
  if (kind === "password" && isQuoted) return looksLikePassword(value);
  if (value.length < 16 || value.length > 1_000) return false;
  const hasDigit = /\d/.test(value);
  const hasLetter = /[a-z]/i.test(value);
  if (!hasLetter || (!hasDigit && !isMixed(value))) return false;
  if (looksLikeName(value)) return false;
  return entropy(value) >= randomBits;
}

/** Words of prose that a label, a message or a hint about a password has, and a passphrase has not. */
const prose =
  /\b(?:a|an|the|is|are|was|be|to|of|in|on|at|for|or|and|not|no|with|from|your|you|this|that|must|should|can|cannot|please|enter|new|old|confirm|repeat|change|reset|forgot|forgotten|show|hide|invalid|wrong|missing|required|incorrect|too|pass(?:word|phrase|wd)?s?|secret|token|key|user|login|sign|field|example|sample|test|placeholder|your)\b/i;

/** Words that names of things about passwords have. */
const ofNames =
  /(?:^|[-_])(?:errors?|min|max|length|input|label|hint|text|message|id|name|icon|button|page|screen|type|strength|validat\w+|hash|salt|rules?|policy|title|form|api|app|test\w*|dialog|view|db|service|code)(?:[-_]|$)/i;

/** Three or more plain words, two with a digit among them, or four that hyphens join. */
function isPassphrase(value: string): boolean {
  if (value.length < 8 || value.length > 200 || !/^[\p{L}\d][\p{L}\d '_-]*$/u.test(value) || prose.test(value))
    return false;
  const words = value.trim().split(/ +/);
  if (words.length >= 3) return words.length <= 24;
  if (words.length === 2) return /\d/.test(value);
  return /^[a-z]{3,}(?:-(?:[a-z]{3,}|\d+)){3,}$/.test(value) && !ofNames.test(value);
}

function looksLikePassword(value: string): boolean {
  if (value.length < 8 || value.length > 200) return false;
  // "SunnyDayPa55" is written like a name, but no name has digits in the place of letters.
  if (looksLikeName(value) && !/[a-z]\d+[a-z]*$/.test(value.replace(/.*[A-Z]/, ""))) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((each) => each.test(value)).length;
  return classes >= 3 || (classes === 2 && value.length >= 12 && entropy(value) >= randomBits);
}

/** Whether a text consists of words with separators or capitals, like a path, module, header or message key. */
function looksLikeName(value: string): boolean {
  const words = value.split(/[./_:-]|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== "");
  if (/^[./~]|\.(?:[a-z]{1,4})$/.test(value) && words.every((word) => /^\w+$/.test(word)) && !/\d{3}/.test(value))
    return true;
  const spoken = words.filter(
    (word) => /^\d{1,4}$/.test(word) || (/^(?:[A-Z]?[a-z]+|[A-Z]+)\d{0,3}$/.test(word) && /[aeiouy]/i.test(word)),
  );
  return words.length > 0 && spoken.length === words.length && words.every((word) => word.length < 16);
}

/** Whether a text is a sequence such as `0123…`, `abcd…` or a repeated group, as written by hand for tests. */
function isSequence(value: string): boolean {
  if (/^(.{1,8})\1+.{0,7}$/.test(value)) return true;
  const hex = value.toLowerCase().replace(/^0x/, "");
  if (/^(?:00010203|01020304|0123456789|deadbeef|cafebabe|abcdef|123456789)/.test(hex)) return true;
  let steps = 0;
  for (let i = 1; i < value.length; i++) if (Math.abs(value.charCodeAt(i) - value.charCodeAt(i - 1)) <= 1) steps++;
  return steps > value.length * 0.6;
}

/** Returns the Shannon entropy of the characters, in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
