import fc from "fast-check";
import { expect, test } from "vitest";
import { declaredName } from "../../../src/core/code/declarators.ts";
import { splitName, wordsOfName } from "../../../src/core/code/splitName.ts";
import { hashSubwords } from "../../../src/core/code/subwords.ts";
import { secretNameKind } from "../../../src/core/privacy/secretName.ts";

test.each([
  ["parseHTTPReply_2", ["parse", "HTTP", "Reply", "_", "2"]],
  ["$user_list__ID", ["$", "user", "_", "list", "__", "ID"]],
  ["background-color", ["background", "-", "color"]],
  ["größenÄnderung", ["größen", "Änderung"]],
  ["größenÄnderung".normalize("NFD"), ["größen", "Änderung"].map((word) => word.normalize("NFD"))],
  ["日本語2", ["日本語", "2"]],
  ["", []],
])("%s consists of %j", (name, pieces) => {
  expect(splitName(name)).toEqual(pieces);
});

test("the pieces of a name are the name", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (name) => splitName(name).join("") === name));
});

test("signs are not words", () => {
  expect(wordsOfName("$user_list-2")).toEqual(["user", "list", "2"]);
  expect(hashSubwords("user_list")).toEqual(hashSubwords("$userList"));
});

test.each([
  ["password2", "password"],
  ["DB_PASSWORD_1", "password"],
  ["apiKey3", "token"],
  ["AWS_SECRET_ACCESS_KEY", "token"],
  ["$api_key", "token"],
  ["base64Token", "token"],
  ["nextToken2", undefined],
  ["keyboard2", undefined],
])("%s names a secret: %s", (name, kind) => {
  expect(secretNameKind(name)).toBe(kind);
});

test.each([
  ["export async function load() {", "load"],
  ["pub(crate) fn load(", "load"],
  ["suspend fun load() {", "load"],
  ["extension Page {", "Page"],
  ["mod page {", "page"],
  ["const page = 1;", "page"],
  ["return load();", undefined],
])("%s declares %s", (line, name) => {
  expect(declaredName(line)).toBe(name);
});
