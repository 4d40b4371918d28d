import { redact } from "./redactSecrets.ts";
import { secretNameKind } from "./secretName.ts";

/** A line that ends inside the value of something named like a secret: its name. The value may have begun. */
const secretValue = /([\w$-]+)["'\]]{0,2}\s*(?::=|=>|=|:)\s*(?:[\w.:]+\()?(?:[rbfu]{0,2})(["'`])(?:(?!\2).)*$/i;
/** The same without quotes, as settings have it. */
const bareValue = /^\s*(?:-\s+)?(?:(?:export|ENV|ARG|set)\s+)?([\w.-]+)\s*[=:]\s*[^\s"'`(){}[\]<>,;$]*$/;
/** A line that ends after the user of an address, where its password is written, and a port, which is written there too. */
const addressUser = /\b[a-z][a-z\d+.-]{1,30}:\/\/[^\s:/@"'`<>]*:[^\s/@"'`<>]*$/i;
const port = /^\d{0,5}(?:[/"'`\s)},;]|$)/;
/** What no value of a secret begins with: a reference to another value. */
const reference =
  /^\s*(?:[$%@<{]|process\.|os\.|env\b|getenv|config|settings|secrets?\.|None\b|null\b|nil\b|undefined\b|true\b|false\b)/i;

/**
 * Whether a suggestion writes a secret, or part of one: it holds something that {@link redact} replaces, with or without
 * the rest of its line, or it continues the value of a name such as `apiKey` or the password of an address.
 * @param before the line before the cursor
 * @param after the line after the suggestion
 */
export function offersSecret(text: string, before: string, after: string): boolean {
  if (redact(text).count > 0) return true;
  const written = before + text;
  const whole = redact(written + after);
  if (whole.count > 0 && !whole.text.startsWith(written)) return true;
  if (addressUser.test(before) && !port.test(text)) return true;
  const quoted = secretValue.exec(before);
  if (quoted?.[1] !== undefined && isSecret(quoted[1]))
    return !text.startsWith(quoted[2] ?? "") && !reference.test(text);
  const bare = bareValue.exec(before)?.[1];
  return bare !== undefined && isSecret(bare) && isLiteral(text) && !reference.test(text);
}

function isSecret(name: string): boolean {
  return secretNameKind(name) !== undefined;
}

/** A run of characters that holds a digit or a sign that no name has: a value, not an expression. */
function isLiteral(text: string): boolean {
  return /^\s*["'`]?[^\s"'`(){}[\]<>,;]*[\d!#%^~+*?@][^\s(){}[\]<>]*["'`]?\s*[;,]?\s*$/.test(
    text.split("\n", 1)[0] ?? "",
  );
}
