import { expect, test } from "vitest";
import { offersSecret } from "../../../src/core/privacy/offersSecret.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import { tokenFormats } from "../../../src/core/privacy/tokenFormats.ts";
import { made, makeAgain, positives } from "./labelled.ts";

makeAgain();

const joined = (...parts: readonly string[]) => parts.join("");
/** A made-up secret of each format, in two parts, so that no text here has the shape of a real one. */
const tokens = (
  [
    ["LS0tLS1CRUdJTiB", made(40)], ["ghp_", made(36)], ["github_pat_", made(60)], ["glpat-", made(20)],
    ["AKIA", made(16, "base32")], ["xoxb-", made(30)], ["xapp-1-", joined("A0B", "-", made(9, "digits"), "-", made(40, "hex"))],
    ["https://hooks.slack.com/services/", made(30)],
    ["https://discord.com/api/webhooks/", joined(made(18, "digits"), "/", made(60))], ["sk_live_", made(24)],
    ["whsec_", made(32)], ["sk-proj-", made(48)], ["sk-", made(48)], ["AIza", made(35)], ["GOCSPX-", made(28)],
    ["ya29.", made(60)], ["npm_", made(36)], ["pypi-AgE", made(90)], ["hf_", made(34)], ["SG.", joined(made(22), ".", made(43))],
    ["key-", made(32, "hex")], ["dop_v1_", made(64, "hex")], ["shpat_", made(32, "hex")], ["lin_api_", made(40)],
    ["secret_", made(43)], ["ntn_", made(46)], ["dp.pt.", made(43)], [joined(made(9, "digits"), ":AA"), made(33)],
    [joined(btoa("123456789012345678"), "."), joined(made(6), ".", made(30))], ["dapi", made(32, "hex")], ["hvs.", made(24)],
    ["ATATT3", made(180)], ["sq0atp-", made(22)], ["sntrys_", made(60)], ["pscale_tkn_", made(43)], ["sbp_", made(40, "hex")],
    ["gsk_", made(52)], ["xai-", made(80)], ["r8_", made(37)], ["glsa_", joined(made(32), "_", made(8, "hex"))],
    ["NRAK-", made(27, "base32")], ["PMAK-", joined(made(24, "hex"), "-", made(34, "hex"))],
    ["AGE-SECRET-KEY-1", made(58, "base32")], ["EAACEdEose0cBA", made(40)], ["AccountKey=", joined(made(86), "==")],
    ["SharedAccessKey=", joined(made(43), "=")], ["dckr_pat_", made(27)], ["SK", made(32, "hex")], ["figd_", made(40)],
    ["tskey-auth-", joined(made(12), "-", made(32))], ["sk.eyJ", joined(made(60), ".", made(22))],
    ["rubygems_", made(48, "hex")], ["pplx-", made(48)], ["sl.", made(130)], ["LTAI", made(20)], ["glc_", made(60)],
    ["nvapi-", made(64)], ["sb_secret_", made(31)], ["1//0", made(60)], ["pat", joined(made(14), ".", made(64, "hex"))],
    ["xkeysib-", joined(made(64, "hex"), "-", made(16))], ["re_", joined(made(8), "_", made(24))],
    ["oy2", made(43, "base32").toLowerCase()], ["sgp_", made(40, "hex")], ["?sig=", made(60)],
    ["eyJ", joined(made(30), ".ey", "J", made(30), ".", made(43))],
  ] as const
).map(([start, rest]) => ({ start, rest })); // biome-ignore format: a table

test("there is a made-up secret of each format", () => {
  expect(tokens.filter(({ start, rest }) => redact(start + rest).count === 0)).toEqual([]);
  const missing = tokenFormats.filter(
    ({ start, body }) => !tokens.some((token) => new RegExp(start.source + body.source).test(token.start + token.rest)),
  );
  expect(missing).toEqual([]);
});

test.each(tokens)("half a secret gets no rest, whole or in part: $start", ({ start, rest }) => {
  const half = Math.ceil(rest.length / 2);
  const before = `connect("${start}${rest.slice(0, half)}`;
  const missed = [rest.length, half + 8, half + 4]
    .map((end) => rest.slice(half, end))
    .filter((text) => !offersSecret(text, before, ""));
  expect(missed).toEqual([]);
});

test.each(["ghp_abc", "gh", "ghp_"])("the first characters of a token get none either: %s▮", (begun) => {
  const token = joined("ghp_", "abc", made(33));
  expect(offersSecret(token.slice(begun.length, 12), `const t = "${begun}`, '";')).toBe(true);
});

test("half of each labelled secret gets no rest, whole or in part", () => {
  const missed: string[] = [];
  for (const { text, secret } of positives) {
    const at = text.indexOf(secret);
    const half = Math.ceil(secret.length / 2);
    const prefix = text.slice(0, at + half);
    for (const length of [secret.length - half, Math.ceil((secret.length - half) / 2), 6]) {
      const part = secret.slice(half, half + length);
      for (const after of [text.slice(at + half + length).split("\n")[0] ?? "", ""])
        if (!offersSecret(part, prefix, after)) missed.push(`${prefix}▮${part}▮${after}`);
    }
  }
  expect(missed).toEqual([]);
});

test.each([
  ["process.env.npm_", "config_registry", ""],
  ["this.", "MessageNotificationHandler.handle(event)", ""],
  ["new ", "OrganizationMembersService.findAll()", ""],
  ["Region.", "ASIA_PACIFIC", ";"],
  ["const root = ", "pathToProjectRootDir", ";"],
  ["new URL(", "pathToFileURL(file)", ");"],
  ["from urllib.request import ", "pathname2url", ""],
  ["patches/", "v1beta1/x.yaml", ""],
  ["import { hf_", "hub_download", " }"],
  ["model: pplx-", "70b-online", ""],
  ['class="sk-', "folding-cube", '"'],
  ["re_", "compile2", "(x)"],
  ["key-", "value-pairs", ""],
  ['token.startsWith("ghp', '_")', ""],
  ['fake = "ghp_', "xxxxxxxxxxxxxxxx", '"'],
  ["const url = `sk_live_", "${suffix}", "`"],
  ["const pat", "tern1 = /a/", ""],
  ['"-----BEGIN PRIVATE KEY-----";\n', "export const first = 1;", ""],
  ["-----BEGIN CERTIFICATE-----\nMIIB", "IjANBgkqh", ""],
])("names and placeholders that start like a token are completed: %s▮%s", (prefix, text, after) => {
  expect(offersSecret(text, prefix, after)).toBe(false);
});

test.each([
  ["-----BEGIN RSA ", "\n", ""],
  ["const key = `-----BEGIN ", "\n", ""],
  ['"private_key": "-----BEGIN ', "\\n", '\\n"'],
  ['  "-----BEGIN EC ', '\\n" +\n  "', '\\n" +'],
])("a line of a private key is none: %sPRIVATE KEY-----%s", (opening, between, after) => {
  const prefix = joined(opening, "PRIVATE", " KEY-----", between);
  expect(offersSecret(made(12), `${prefix}${made(64)}${between}`, after)).toBe(true);
  expect(offersSecret(made(6), `${prefix}${made(10)}`, after)).toBe(true);
});

test("the next line of a private key is not offered at the end of one either", () => {
  const prefix = joined("-----BEGIN RSA ", "PRIVATE", " KEY-----\n", made(64));
  expect(offersSecret(`\n${made(64)}`, prefix, "")).toBe(true);
});

test.each(["Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\n", "Version: GnuPG v2\n\n"])(
  "a private key has headers: %j",
  (headers) => {
    const prefix = joined("-----BEGIN PGP ", "PRIVATE", " KEY BLOCK-----\n", headers, made(64), "\n");
    expect(offersSecret(made(12), prefix, "")).toBe(true);
  },
);
