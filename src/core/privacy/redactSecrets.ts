import { looksSecret } from "./looksSecret.ts";
import { type Redaction, redactionMark } from "./redaction.ts";
import { secretNameKind } from "./secretName.ts";
import { tokenFormats } from "./tokenFormats.ts";

const tokenSources = tokenFormats.map(({ start, body }) => start.source + body.source);
const tokenPatterns = tokenSources.map((source) => new RegExp(source, "g"));
/** Any of them. Almost every text has none, and then this saves searching for each. */
const anyToken = new RegExp(tokenSources.map((source) => `(?:${source})`).join("|"));
/** Parts of values that issuers publish as examples. */
const published = /EXAMPLE|SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c/;
const privateKey =
  /(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----)((?:(?!-----)[\s\S]){16,20000}?)(-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|$)/g;
const urlPassword = /\b([a-z][a-z\d+.-]{1,30}:\/\/)([^\s:/@"'`<>${}]{0,100}):([^\s/@"'`<>{}]{3,200})@([\w.-]+)/gi;
const header = /\b(authorization["']?\s*[:=,]\s*["'`]?(?:bearer|basic|token)\s+|\bbearer\s+)([\w.~+/=-]{16,2000})/gi;
/** An assignment. Groups: name, operator with blanks, quote, value. */
const assignment =
  /(?<![\w$-])([\w$-]*(?:pass|pwd|secret|token|key|credential|bearer|pat|auth)[\w$-]*)(?<!\bkey(?=="))(["'\]]{0,2}\s{0,4}(?::\s{0,2}[&\w<>[\]|.' ]{1,40}=|\s+value\s{0,2}=|:=|=>|=|:(?!:)|,(?=\s*["'])|>(?=[^<\s]{8,}<\/))\s{0,4}(?:[\w.:]+\((?=["'`]))?(?:(?:@|[rbfu]{1,2})(?=["'`]))?)(["'`]{0,3})([^\s"'`<>,;&()[\]{}\\]{6,1000}|(?<=["'`])[^"'`\n]{6,1000})/gi;
/** Every pattern from here to {@link connectionPart} needs one of these words. Most texts have none. */
const passwordWord = /pass|pwd|phrase|mnemonic/i;
/** A password of several words. Groups: name, operator with blanks, quote, words. */
const phrase =
  /(?<![\w$-])([\w$-]*(?:pass|pwd|phrase|mnemonic)[\w$-]*)(["'\]]{0,2}\s{0,4}(?::=|=>|=|:(?!:))\s{0,4})(["'`])([^"'`\n]{8,200})(?=\3)/gi;
/** A line of settings with an unquoted password. Groups: name, separator, value up to the line's end. */
const settingLine =
  /^([ \t]*(?:-[ \t]+)?(?:(?:export|ENV|ARG|set)[ \t]+)?)([\w.-]*(?:pass|pwd)[\w.-]*)([ \t]?[=:][ \t]?|(?<=\bENV[ \t]+[\w.-]+)[ \t])([^\s"'`(){}[\]<>,;]{8,200})(?=[ \t]*\r?$)/gim;
/** A password in the environment of one command. */
const commandVariable =
  /^([ \t]*(?:[A-Z_\d]+=\S*[ \t]+)*)([A-Z_\d]*(?:PASS|PWD)[A-Z_\d]*)(=)([^\s"'`$]{8,200})(?=[ \t]+[\w./-])/gm;
/** A part of a connection string, or of the query of an address. */
const connectionPart = /((?:^|[;"'`])[ \t]*|[?&])(password|pwd)(=)([^\s"'`;&#]{8,200})(?=[;"'`&#\s]|$)/gim;
/** `user:password@tcp(host)` and `jdbc:oracle:thin:user/password@host`, the address formats of database drivers. */
const driverAddress =
  /(["'`=\s][\w.-]{1,60}:(?=[^\s@]{6,200}@(?:tcp|udp|unix)\()|\bjdbc:oracle:\w{2,10}:[\w.-]{1,60}\/)([^\s:@/"'`<>{}]{6,200})(?=@)/g;
/** A literal key that is passed to a signing function. */
const signing =
  /(\bjwt\.(?:encode|decode|sign|verify)\([^"'`\n]{1,80},\s{0,4}|\b(?:createHmac\(["']\w{2,12}["'],\s{0,4}|hmac\.new\(b?))(["'`])([^"'`\s]{8,200})(?=\2)/g;
const flag =
  /(\bsshpass -p ?|\bmysql\w*\b[^\n]{0,80} -p|\blogin[ \t]+\S{1,80}\s+password[ \t]+|\bcurl\b[^\n]{0,80} (?:-u|--user)[ =]["']?[\w.@-]+:|--(?:[\w-]*(?:password|token|secret|api-key|access-key))[ =])(["']?)([^\s"']{8,500})/gi;

/**
 * Replaces secrets in a text that will leave the machine: keys and tokens of known formats, private keys, passwords in
 * addresses and headers, and random-looking literals that are assigned to names such as `apiKey` or `password`.
 * Hashes, ids, placeholders and published examples are kept.
 */
export function redact(text: string): Redaction {
  let count = 0;
  const mark = () => {
    count++;
    return redactionMark;
  };
  let out = text.replace(privateKey, (_, begin: string, __, end: string) => `${begin}${mark()}${end}`);
  if (anyToken.test(out))
    for (const pattern of tokenPatterns)
      out = out.replace(pattern, (found) => (published.test(found) ? found : mark()));
  if (out.includes("://"))
    out = out.replace(urlPassword, (all: string, scheme: string, user: string, password: string, host: string) =>
      isPlaceholderPassword(user, password, host) ? all : `${scheme}${user}:${mark()}@${host}`,
    );
  out = out.replace(header, (all: string, before: string, value: string) =>
    looksSecret(value, "token", false) && !published.test(value) ? before + mark() : all,
  );
  out = out.replace(flag, (all: string, before: string, quote: string, value: string) =>
    looksSecret(value, /password|pass|-u|--user|-p$/i.test(before) ? "password" : "token", true)
      ? before + quote + mark()
      : all,
  );
  const namesPassword = passwordWord.test(out);
  if (namesPassword)
    out = out.replace(phrase, (all: string, name: string, between: string, quote: string, value: string) =>
      /\s/.test(value) && isAssignedSecret(name, between, quote, value) ? name + between + quote + mark() : all,
    );
  out = out.replace(
    assignment,
    (all: string, name: string, between: string, quote: string, value: string, at: number, whole: string) => {
      const isCall = quote === "" && /^\s*\(/.test(whole.slice(at + all.length, at + all.length + 2));
      return !isCall && isAssignedSecret(name, between, quote, value) ? name + between + quote + mark() : all;
    },
  );
  const setting = (all: string, before: string, name: string, between: string, value: string) =>
    isSettingPassword(name, between, value) ? before + name + between + mark() : all;
  if (namesPassword)
    out = out.replace(settingLine, setting).replace(connectionPart, setting).replace(commandVariable, setting);
  if (out.includes("@"))
    out = out.replace(driverAddress, (all: string, before: string, value: string) =>
      looksSecret(value, "password", true) ? before + mark() : all,
    );
  out = out.replace(signing, (all: string, before: string, quote: string, value: string) =>
    !published.test(value) && looksSecret(value, "password", true) ? before + quote + mark() : all,
  );
  return { text: out, count };
}

function isAssignedSecret(name: string, between: string, quote: string, value: string): boolean {
  if (value.includes(redactionMark.slice(1, -1)) || published.test(value)) return false;
  const kind = secretNameKind(name);
  if (kind === undefined) return false;
  const isQuoted = quote !== "" || between.includes(">");
  // Unquoted values are literals in settings only. In code they are expressions, such as names joined by dots.
  if (
    !isQuoted &&
    /^[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+[!?]?$/.test(value) &&
    !/\d.*\d.*\d/.test(value)
  )
    return false;
  if (!isQuoted && /[.](?:env|get|config|settings|value)\b/.test(value)) return false;
  return looksSecret(value, kind, isQuoted);
}

/** Whether an unquoted value is a password, not an expression: it has digits before letters, or signs no name has. */
function isSettingPassword(name: string, between: string, value: string): boolean {
  if (secretNameKind(name) !== "password" || value.includes(redactionMark) || /^[$%@]|[.](?=\w+$)|::|->/.test(value))
    return false;
  const isExpression = /^ ?= | =/.test(between) || between === "= ";
  const isOdd = /[!#&%^~+*?]/.test(value) || (!isExpression && /\d.*[a-z]/i.test(value));
  return isOdd && looksSecret(value, "password", true);
}

function isPlaceholderPassword(user: string, password: string, host: string): boolean {
  if (password === user || password.includes(redactionMark)) return true;
  const isExample = /(?:^|\.)example(?:\.(?:com|org|net))?$/i.test(host) && !looksSecret(password, "password", true);
  if (isExample || (/\.|^localhost$/.test(user) && /^\d{1,5}$/.test(password))) return true;
  return /^(?:my|your|the)?[-_]?(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|user|test|example|changeme|foo|bar|baz|[x*.]+|\$.*|%.*)\d{0,4}$/i.test(
    password,
  );
}
