import { expect, test } from "vitest";
import { endOfSite } from "../../../src/core/engine/collect/continuation.ts";
import { findShapeSites, translateSite } from "../../../src/core/engine/collect/shapeSites.ts";
import { placeAt } from "./placeAt.ts";

/** What the places of the cursor's shape say, in its names, best first. */
function translationsAt(drawn: string, ...others: readonly string[]) {
  const { query, sources, vocabulary } = placeAt(drawn, ...others);
  return findShapeSites(query, sources, vocabulary).map((site) => {
    const { words, renamed, derived } = translateSite(site, endOfSite(site) ?? site.position, query, vocabulary);
    return { text: words.join(" "), renamed, derived, score: site.alignment.score };
  });
}

test("a name that stands for another before the cursor stands for it after the cursor", () => {
  const [first] = translationsAt("const user = read();\nsave(user);\nconst order = read();\nsave(▮");
  expect(first).toMatchObject({ text: "order ) ;", renamed: 1, derived: 0 });
});

test("a name that is made from one that was renamed is made alike", () => {
  const texts = translationsAt("const user = read();\nsave(userList);\nconst order = read();\nsave(▮");
  expect(texts[0]).toMatchObject({ text: "orderList ) ;", derived: 1 });
});

test("numbers count on", () => {
  const texts = translationsAt("step(1);\nhold(11);\nstep(2);\nhold(▮").map(({ text }) => text);
  expect(texts).toContain("12 ) ;");
});

test("the place that has more in common comes first, and one of another shape is none", () => {
  const found = translationsAt(
    "const order = read(orders);\nsave(▮",
    "const order = read(orders);\nsave(order, now);\n",
    "const user = load(users);\nsave(user);\nif (a) {\n  save(1);\n}\n",
  );
  expect(found[0]?.text).toBe("order , now ) ;");
  expect(found.map(({ text }) => text)).not.toContain("1 ) ;");
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
});

test("the cursor's own line proves nothing", () => {
  expect(translationsAt("save(▮order);\n")).toEqual([]);
});
