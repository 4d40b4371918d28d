import fc from "fast-check";
import { expect, test } from "vitest";
import { leavesOut, placeCode } from "../../../src/core/ask/change/placeCode.ts";

const file = `import { open } from "./files.ts";

/** Loads a boat. */
export function load(id: string): Boat {
  if (!id) {
    throw new Error("no id");
  }
  return open(id);
}

export class Fleet {
  // How many there are.
  count(): number {
    return this.boats.length;
  }

  find(id: string): Boat {
    return this.boats[id];
  }
}
`.split("\n");

function applied(code: string, lines: readonly string[] = file): string | undefined {
  const placed = placeCode(code, lines);
  if (!placed) return undefined;
  return [...lines.slice(0, placed.startLine), placed.text, ...lines.slice(placed.endLine)].join("\n");
}

test("a function takes the place of the one with the same first line", () => {
  const code = "export function load(id: string): Boat {\n  return open(id.trim());\n}";
  expect(placeCode(code, file)).toEqual({ startLine: 3, endLine: 9, text: code });
});

test("a function whose signature changed is found by its name", () => {
  const code = "export function load(id: string, deep = false): Boat {\n  return open(id, deep);\n}\n";
  expect(placeCode(code, file)).toMatchObject({ startLine: 3, endLine: 9 });
});

test("a method is indented like the one it replaces", () => {
  const changed = applied("find(id: string): Boat | undefined {\n  return this.boats.get(id);\n}");
  expect(changed).toContain("\n\n  find(id: string): Boat | undefined {\n    return this.boats.get(id);\n  }\n}\n");
});

test("a comment of the code replaces the comment above the declaration", () => {
  const code = "/** Loads a boat that exists. */\nexport function load(id: string): Boat {\n  return open(id);\n}";
  expect(placeCode(code, file)).toMatchObject({ startLine: 2, endLine: 9 });
});

test("a whole file is replaced as a whole", () => {
  const code = file.join("\n").replace("no id", "an id is missing");
  expect(applied(code)).toBe(code);
});

test("a block ends where its indentation ends", () => {
  const python = ["def area(w, h):", "    return w * h", "", "", "def size(w):", "    return w"];
  expect(placeCode("def area(w, h):\n    return abs(w * h)", python)).toMatchObject({ startLine: 0, endLine: 2 });
});

test("`} else {` belongs to its block", () => {
  const lines = ["if (a) {", "  b();", "} else {", "  c();", "}", "d();"];
  expect(placeCode("if (a) {\n  b();\n} else {\n  e();\n}", lines)).toMatchObject({ startLine: 0, endLine: 5 });
});

test.each([
  ["that is nowhere in the file", "export function save() {\n}"],
  ["of two declarations", "export function load(id: string): Boat {\n}\n\nexport class Fleet {\n}"],
  ["that is a lone closing brace", "}"],
  ["of a statement that the file lacks", 'if (id === "") {\n  return undefined;\n}'],
  ["of a call that the file lacks", "open(2);"],
  ["without text", " \n "],
])("code %s is refused", (_name, code) => {
  expect(placeCode(code, file)).toBeUndefined();
});

test("a line that occurs twice is no place", () => {
  expect(placeCode("run() {\n  a();\n}", ["x();", "run() {", "}", "y();", "run() {", "}"])).toBeUndefined();
});

test("a place is always inside the file", () => {
  const line = fc.constantFrom("", "a() {", "  b();", "}", "/** c */", "  d(x) {", "  }");
  fc.assert(
    fc.property(fc.array(line), fc.array(line), (code, lines) => {
      const placed = placeCode(code.join("\n"), lines);
      if (!placed) return;
      expect(placed.startLine).toBeGreaterThanOrEqual(0);
      expect(placed.endLine).toBeGreaterThan(placed.startLine);
      expect(placed.endLine).toBeLessThanOrEqual(lines.length);
    }),
  );
});

test.each([
  ["// ... existing code ...", true],
  ["  # … rest unchanged", true],
  ["<!-- ... -->", true],
  ["/* ... */", true],
  ["    ...", false],
  ["call(...args); // all of them", false],
  ["// Waits…", false],
])("code with the line %j leaves something out: %s", (line, leaves) => {
  expect(leavesOut(`a() {\n${line}\n}`)).toBe(leaves);
});
