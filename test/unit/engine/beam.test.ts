import { expect, test } from "vitest";
import { searchBeam } from "../../../src/core/engine/collect/beam.ts";
import { findSites } from "../../../src/core/engine/collect/findSites.ts";
import { placeAt } from "./placeAt.ts";

function beamAt(drawn: string, ...others: readonly string[]) {
  const { query, sources, vocabulary } = placeAt(drawn, ...others);
  const sites = findSites(query.context, query.context.length, sources);
  return searchBeam(query, sites, sources, vocabulary).map(({ words, logP, least }) => ({
    text: words.join(" "),
    logP,
    least,
  }));
}

test("the line's end that most places vote for comes first, with its share as probability", () => {
  const [first, second] = beamAt(
    "z();\nx = f(▮",
    "y();\nz();\nx = f(one);\nz();\nx = f(one);\nz();\nx = f(one);\nz();\nx = f(two);\n",
  );
  expect(first?.text).toBe("one ) ;");
  expect(second?.text).toBe("two ) ;");
  expect(first?.logP).toBeCloseTo(Math.log(3 / 4));
  expect(first?.least).toBeCloseTo(3 / 4);
  expect(second?.logP).toBeCloseTo(Math.log(1 / 4));
});

test("an end that no single line has is put together from two", () => {
  const read = "y = read(path) ?? none;\n".repeat(20);
  const texts = beamAt("w(x = get▮", "x = get(path);\n", read).map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["( path ) ;", "( path ) ?? none ;"]));
});

test("only words that begin with the letters typed are followed", () => {
  expect(beamAt("a = lo…▮", "a = load(1);\na = read(2);\n").map(({ text }) => text)).toEqual(["load ( 1 ) ;"]);
});

test("without a place that agrees there is nothing", () => {
  expect(beamAt("a = load▮", "nothing.here();\n")).toEqual([]);
});
