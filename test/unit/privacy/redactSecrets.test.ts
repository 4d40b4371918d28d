import { expect, test } from "vitest";
import { redactionMark } from "../../../src/core/privacy/redaction.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import { harmlessForms, secretForms } from "./firstSight.ts";
import { made, makeAgain, negatives, positives } from "./labelled.ts";

makeAgain();

test("finds what is labelled as a secret and leaves the rest, and prints the two rates", () => {
  const missed = positives.filter(({ text, secret }) => redact(text).text.includes(secret));
  const wrong = negatives.filter((text) => redact(text).text !== text);
  const found = positives.length - missed.length;
  const recall = found / positives.length;
  const precision = found / (found + wrong.length);
  console.log(
    `redaction: recall ${(recall * 100).toFixed(1)} % (${found} of ${positives.length} secrets), ` +
      `precision ${(precision * 100).toFixed(1)} % (${wrong.length} of ${negatives.length} harmless texts changed)`,
  );
  expect(missed.map(({ text }) => text)).toEqual([]);
  expect(wrong.map((text) => `${text} → ${redact(text).text}`)).toEqual([]);
});

test("finds secrets in the forms people meet, and prints the two rates", () => {
  const missed = secretForms.filter((text) => redact(text).count === 0);
  const wrong = harmlessForms.filter((text) => redact(text).count > 0);
  const found = secretForms.length - missed.length;
  console.log(
    `forms: recall ${((found * 100) / secretForms.length).toFixed(1)} % of ${secretForms.length}, ` +
      `precision ${((found * 100) / (found + wrong.length)).toFixed(1)} % (${wrong.length} of ${harmlessForms.length} changed)`,
  );
  expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const privateKey = ["-----BEGIN RSA ", "PRIVATE", " KEY-----\nabcdefghijklmnop"].join("");

test.each([
  `"auth": "${base64("user:s3cr3tPa55w0rd")}"`,
  `{"auths":{"ghcr.io":{"auth":"${base64("user:s3cr3tPa55w0rd")}"}}}`,
  `//registry.test/:_auth = ${base64("user:s3cr3tPa55w0rd")}`,
  `client-key-data: ${base64(privateKey)}`,
  `  key.pem: ${base64(privateKey)}`,
  'PASSWORD="correct-horse-battery-staple"',
  'passphrase = "my little pony 77"',
  'passwd: "MyDogRex7"',
  'MNEMONIC="legal winner thank year wave sausage worth useful legal winner thank yellow"',
  "PGPASSWORD=Fr0gLegs99 psql -h db",
  "jdbc:postgresql://h/db?user=u&password=Gr33nApple7",
  "jdbc:oracle:thin:scott/Tiger77x@h:1521",
  "mysql -u root -pGr33nApple7",
  "machine h login u password Gr33nApple7",
  `<add key="ApiKey" value="${made(32, "hex")}"/>`,
  `${["dckr", "_pat_"].join("")}${made(27)}`,
  `${["SK", made(32, "hex")].join("")}`,
  `https://a.blob.test/b?sv=1&sig=${made(44)}%3D`,
])("finds credentials in files of tools and in commands: %s", (text) => {
  expect(redact(text).count).toBe(1);
});

test.each([
  `caBundle: ${base64("-----BEGIN CERTIFICATE-----\nabcdefghijklmnopqrstu")}`,
  `key: ${base64("-----BEGIN PUBLIC KEY-----\nabcdefghijklmnopqrstu")}`,
  '"auth": "required"',
  "auth: 'oauth2-authorization-code'",
  "auth: AuthService.instance.current2",
  'password: "min-length-validation-error"',
  'author = "three plain words"',
  'passphrase_hint = "name of the first pet"',
])("leaves what only looks like them: %s", (text) => {
  expect(redact(text).text).toBe(text);
});

test("the list is long enough for a meaningful rate", () => {
  expect(positives.length).toBeGreaterThanOrEqual(75);
  expect(negatives.length).toBeGreaterThanOrEqual(100);
});

test("counts each secret once, and leaves everything around it as it was", () => {
  const [one, two] = [made(40), made(40)];
  const text = `const apiKey = "${one}"; // for billing\nconst secretKey = '${two}';\n`;
  expect(redact(text)).toEqual({
    text: `const apiKey = "${redactionMark}"; // for billing\nconst secretKey = '${redactionMark}';\n`,
    count: 2,
  });
});

test("redacting twice changes nothing more", () => {
  for (const { text } of positives) {
    const once = redact(text).text;
    expect(redact(once)).toEqual({ text: once, count: 0 });
  }
});

test("a private key cut off by the window's end is redacted as far as it goes", () => {
  const text = ["-----BEGIN ", "PRIVATE", " KEY-----\n", made(64, "base64"), "\n", made(30, "base64")].join("");
  expect(redact(text)).toEqual({ text: ["-----BEGIN ", "PRIVATE", ` KEY-----${redactionMark}`].join(""), count: 1 });
});

test("no rule backtracks without end", () => {
  const nasty = [
    "password".repeat(4_000),
    "a:".repeat(16_000),
    `token = "${"a1B2".repeat(8_000)}`,
    "-----BEGIN ".repeat(3_000),
  ];
  for (const text of nasty) {
    expect(redact(text).text.length).toBeGreaterThan(0);
  }
});
