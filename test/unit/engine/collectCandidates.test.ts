import { expect, test } from "vitest";
import { collectCandidates } from "../../../src/core/engine/collect/collectCandidates.ts";
import { placeAt } from "./placeAt.ts";

function candidatesAt(drawn: string, ...others: readonly string[]) {
  const { place, sources, vocabulary } = placeAt(drawn, ...others);
  return collectCandidates(place, sources, vocabulary);
}

test("the ends of lines with the same words before are copied, each once, with their share of the votes", () => {
  const { candidates, endShare, siteCount } = candidatesAt(
    "z();\nlog.info(▮",
    'y();\nz();\nlog.info("one");\nz();\nlog.info("one");\nz();\nlog.info("two");\n',
  );
  const one = candidates.find(({ text }) => text === '"one");');
  const two = candidates.find(({ text }) => text === '"two");');
  expect(candidates.filter(({ text }) => text === '"one");')).toHaveLength(1);
  expect(one?.evidence).toMatchObject({ exactCount: 2, files: 1 });
  expect(one?.evidence.exactShare).toBeCloseTo(2 / 3);
  expect(two?.evidence.exactShare).toBeCloseTo(1 / 3);
  expect({ endShare, siteCount }).toEqual({ endShare: 0, siteCount: 3 });
});

test("places at which the line ends count against going on", () => {
  const { endShare, siteCount } = candidatesAt(
    "z();\na.done▮",
    "y();\nz();\na.done\nz();\na.done\nz();\na.done.then(b)\n",
  );
  expect(siteCount).toBe(3);
  expect(endShare).toBeCloseTo(2 / 3);
});

test("names of a line of the same shape are replaced by those that stand for them here", () => {
  const { candidates } = candidatesAt(
    "function loadUsers(db) {\n  const users = db.users.all();\n}\nfunction loadOrders(db) {\n  const orders = ▮\n}\n",
  );
  const made = candidates.find(({ text }) => text === "db.orders.all();");
  expect(made?.evidence.renamed).toBe(1);
  expect(made?.evidence.shapeScore).toBeGreaterThan(0);
});

test("an import that the code below waits for is a candidate, with the number of names and files", () => {
  const { candidates } = candidatesAt(
    '▮\nimport { b } from "./b";\n\nexport const c = readAll(b);\n',
    'import { readAll } from "./read";\n',
    'import { readAll } from "./read";\n',
  );
  const needed = candidates.find(({ text }) => text.includes("readAll"));
  expect(needed?.evidence).toMatchObject({ imported: 1, importFiles: 2, importMade: false });
});

test("a name that is strange here is replaced by a local one", () => {
  const { candidates } = candidatesAt(
    "function f(shape) {\n  if (▮\n}\n",
    "function g(other) {\n  if (!other) {\n  }\n}\n",
  );
  const texts = candidates.map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["!other) {", "!shape) {"]));
});

test("the end of the last word of each candidate is the end of its text", () => {
  const { candidates } = candidatesAt("log.in…▮", "log.info(a, b);\nlog.info( c );\n");
  expect(candidates.length).toBeGreaterThan(0);
  for (const { ends, text, words } of candidates) {
    expect(ends).toHaveLength(words.length);
    expect(ends.at(-1)).toBe(text.length);
  }
});
