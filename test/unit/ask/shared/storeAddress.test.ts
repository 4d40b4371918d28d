import { expect, test } from "vitest";
import { SharedIndexError } from "../../../../src/core/ask/shared/sharedIndexError.ts";
import { parseStoreAddress } from "../../../../src/core/ask/shared/storeAddress.ts";

test("an address has a host, a user and a database, and is shown without its password", () => {
  expect(parseStoreAddress("postgresql://me%40team:s%3Acret@db.example:6000/code?sslmode=require")).toEqual({
    host: "db.example",
    port: 6000,
    user: "me@team",
    database: "code",
    tls: "require",
    password: "s:cret",
    shown: "postgres://me%40team@db.example:6000/code",
  });
});

test("only a server on this machine is trusted without TLS", () => {
  expect(parseStoreAddress("postgres://me@localhost/code")).toMatchObject({ tls: "disable", port: 5432 });
  expect(parseStoreAddress("postgres://me@[::1]/code")).toMatchObject({ tls: "disable", host: "::1" });
  expect(parseStoreAddress("postgres://me@localhost.evil.example/code").tls).toBe("verify-full");
  expect(parseStoreAddress("postgres://me@127.0.0.1.evil.example/code").tls).toBe("verify-full");
});

test.each([
  "",
  "db.example/code",
  "https://me@db.example/code",
  "postgres://db.example/code",
  "postgres://me:top-secret@db.example/",
  "postgres://me:top-secret@db.example/code?sslmode=prefer",
  "postgres://me:top-%zz@db.example/code",
  "postgres://me:top-secret@db.example:port/code",
])("%j is refused without being repeated", (text) => {
  const failure = (() => {
    try {
      return parseStoreAddress(text);
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toBeInstanceOf(SharedIndexError);
  expect(failure).toMatchObject({ kind: "badAddress" });
  expect(String(failure) + JSON.stringify(failure)).not.toContain("top-");
});

test("an error of another bundle keeps its kind, and any other error is one of the database", () => {
  const other = Object.assign(new Error("words"), { name: "SharedIndexError", kind: "noIndex", detail: "" });
  expect(SharedIndexError.of(other)).toMatchObject({ kind: "noIndex" });
  expect(SharedIndexError.of(Object.assign(other, { kind: "toString" }))).toMatchObject({ kind: "failed" });
  expect(SharedIndexError.of(new Error("boom")).message).toContain("boom");
});
