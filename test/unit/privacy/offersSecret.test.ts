import { expect, test } from "vitest";
import { offersSecret } from "../../../src/core/privacy/offersSecret.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";

test.each([
  ["a key for its name", 'AWS_SECRET_ACCESS_KEY = "', "wJalrXUtnFEMI/K7MDENGbPxRfiCYzQ81kT2vLmA", ""],
  ["a part of it", 'AWS_SECRET_ACCESS_KEY = "', "wJalrXUtnFEMI", '"'],
  ["the rest of it", 'AWS_SECRET_ACCESS_KEY = "wJal', "rXUtnFEMI/K7MDENG", '"'],
  ["a whole assignment", "", 'const apiKey = "sk_live_51Hq8ZkLmN0pQrStUvWxYz12";', ""],
  ["the password of an address", "DATABASE_URL=postgres://app:", "v3ryS3cret@db.internal/app", ""],
  ["a part of it, in a string", 'url = "postgres://app:', "v3ry", '"'],
  ["a password without quotes", "password: ", "v3ryS3cret!", ""],
])("a suggestion is a secret: %s", (_, before, text, after) => {
  expect(offersSecret(text, before, after)).toBe(true);
});

test.each([
  ["a reference", "api_key = ", "os.environ['API_KEY']", ""],
  ["a reference in a string", 'token: "', "${TOKEN}", '"'],
  ["a port", 'fetch("http://localhost:', "8080/users", '"'],
  ["an empty value's end", 'password: "', '",', ""],
  ["a call", "const token = ", "await readToken(session)", ""],
  ["other code", "const total = ", "sum(items)", ""],
])("a suggestion is no secret: %s", (_, before, text, after) => {
  expect(offersSecret(text, before, after)).toBe(false);
});

test.each([
  ['"auth": "', "dXNlcjpzM2NyM3Q", '"'],
  ["client-key-data: ", "LS0tLS1CRUdJTiB4", ""],
  ['os.environ["SECRET"] = ', '"k9Jd83jdKd92"', ""],
  ['"Authorization": "Basic ', "dXNlcjpzM2NyM3Q", '"'],
  ["machine h login u password ", "Gr33nApple7", ""],
  ["mysql -u root -p", "Gr33nApple7", ""],
  ['client.setPassword("', "Gr33nApple7", '")'],
  ['builder.password("', "Gr33nApple7", '")'],
  ['client.setPassword("Gr33n', "Apple7", '")'],
  ['client.setPassword("', "purple monkey dishwasher", '")'],
  ["login('token', '", "k9Jd83mQ2xVb7Lp0", "')"],
  ['"auth": ', '"dXNlcjpzM2NyM3Q"', ""],
  ['headers.set("X-Api-Key", "', "k9Jd83", '")'],
  ['api_key <- "', "k9Jd83", '"'],
  ['(setq password "', "k9Jd83", '")'],
  ["define('DB_PASSWORD', '", "k9Jd83", "');"],
  ['password = @"', "k9Jd83", '"'],
  ['let password = r#"', "k9Jd83", '"#'],
  ['set -gx API_KEY "', "k9Jd83", '"'],
  ["set -gx API_KEY ", "k9Jd83", ""],
  ["ENV API_KEY ", "k9Jd83", ""],
  ['$env:API_KEY = "', "k9Jd83", '"'],
  ['password: str = "', "k9Jd83", '"'],
  ['<add key="ApiKey" value="', "k9Jd83", '"'],
  ['<string name="api_key">', "k9Jd83", "</string>"],
])("a secret is none of the suggestions, however its value is written: %s▮%s", (before, text, after) => {
  expect(offersSecret(text, before, after)).toBe(true);
});

test.each([
  ['password := os.Getenv("', "DB_PASSWORD", '")'],
  ["const token = localStorage.getItem('", "auth_token2", "')"],
  ['token = request.headers.get("', "X-Token2", '")'],
  ['"Authorization": "Bearer ', "${token1}", '"'],
  ["<password>", "{{ value1 }}", "</password>"],
  ['get_password("', "db-1", '")'],
  ['app.auth("', "/login", '")'],
  ["this.token('", "identifier", "')"],
  ['prompt.password("', "Enter the password", '")'],
  ['auth: "', "basic", '"'],
  ["auth = ", '"oauth2"', ""],
  ['type Auth = "', "basic", '"'],
  ["it('token', '", "is read", "')"],
])("the name of a secret is not one: %s▮%s", (before, text, after) => {
  expect(offersSecret(text, before, after)).toBe(false);
});

test.each(['PASSWORD="purple monkey dishwasher"', 'DB_PASSWORD = "SunnyDayPa55"', 'db_password: "winter-garden-Pa55"'])(
  "a password made of words is a secret: %s",
  (text) => {
    expect(redact(text).count).toBe(1);
  },
);

test.each([
  'passwordLabel = "Enter your password"',
  'password: "The password is too short"',
  'const passwordField = "userPassword"',
  'PASSWORD_HINT = "at least eight characters"',
])("a sentence or a name about passwords is none: %s", (text) => {
  expect(redact(text).count).toBe(0);
});

test("long lines of hyphens do not take minutes", { timeout: 20_000 }, () => {
  const rule = "-".repeat(20_000);
  // At more than a second for each, these would take over a minute.
  for (let round = 0; round < 60; round++) expect(offersSecret("-- ", rule, rule)).toBe(false);
});
