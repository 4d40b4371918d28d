import fc from "fast-check";
import { expect, test } from "vitest";
import { stem, subWords } from "../../../src/core/ask/subWords.ts";

test("takes identifiers apart and keeps them whole too", () => {
  expect(subWords("parseHTTPHeader_v2")).toEqual(["pars", "http", "head", "v", "2", "parsehttpheaderv2"]);
});

test("the forms of a word have one stem", () => {
  expect(["retry", "retries", "retried", "retrying"].map(stem)).toEqual(Array(4).fill("retry"));
  expect(["parse", "parses", "parsed", "parsing", "parser"].map(stem)).toEqual(Array(5).fill("pars"));
  expect(["run", "running"].map(stem)).toEqual(["run", "run"]);
});

test("short words and words that only look like plurals stay", () => {
  expect(["is", "bus", "class", "status"].map(stem)).toEqual(["is", "bus", "class", "status"]);
});

test("knows letters beyond ASCII", () => {
  expect(subWords("größenÄnderung")).toEqual(["großen", "anderung", "großenanderung"]);
  expect(subWords("日本語")).toEqual(["日本", "本語"]);
});

test("every word of letters has a term, and none is empty", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L}\p{N}_$]+$/u), (word) => {
      const terms = subWords(word);
      expect(terms.every((term) => term.length > 0)).toBe(true);
    }),
  );
});
