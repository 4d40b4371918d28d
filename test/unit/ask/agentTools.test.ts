import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createAgentTools } from "../../../src/core/ask/tools/agentTools.ts";
import { findIn } from "./sampleFiles.ts";

const lines = ["export class Fleet {", "  load(id: string) {", '    return login("hunter2", id);', "  }", "}"];
const find = findIn([{ uri: "file:///a/fleet.ts", path: "fleet.ts", lines }]);
const tools = createAgentTools({
  search: async (question, limit, signal) =>
    (await find({ question, selection: undefined, earlier: [] }, limit, signal))?.passages ?? [],
  filesWith: async function* () {
    yield* [
      { uri: "file:///a/fleet.ts", path: "fleet.ts", text: lines.join("\n") },
      {
        uri: "file:///a/port.ts",
        path: "port.ts",
        text: 'import { load as fetchFleet } from "x";\nfetchFleet();\nport.load();',
      },
      { uri: "file:///a/long.ts", path: "long.ts", text: `login(${" ".repeat(147)}"hunter2");` },
      { uri: "file:///a/cart.ts", path: "cart.ts", text: "class Cart {\n  load(item: Item) {\n  }\n}" },
    ];
  },
  open: (path) =>
    Promise.resolve(
      path === "fleet.ts"
        ? { kind: "text", text: lines.join("\n") }
        : { kind: "refused", reason: "There is no such file." },
    ),
  redact: (text) => ({ text: text.replaceAll("hunter2", "•••"), count: 0 }),
});

function run(name: string, input: unknown): Promise<string> {
  const tool = tools.find(({ spec }) => spec.name === name) ?? expect.fail(`no tool ${name}`);
  return tool.run(input, new AbortController().signal);
}

test("search returns passages with their places and without secrets", async () => {
  const text = await run("hunch_search", { query: "load fleet" });
  expect(text).toContain("[1] fleet.ts, lines 1 to 5:");
  expect(text).toContain("•••");
  expect(text).not.toContain("hunter2");
});

test("a symbol is found where it is declared, imported and used, without secrets", async () => {
  const text = await run("hunch_symbol", { name: "load" });
  expect(text).toContain("In Fleet:\n[1] fleet.ts, lines 2 to 4:");
  expect(text).toContain("In Cart:\n[2] cart.ts, lines 2 to 3:");
  expect(text).toContain('Imports of load (1):\nport.ts:1: import { load as fetchFleet } from "x";');
  expect(text).toMatch(
    /Lines that use load, compared by name: .* \(2\):\nport.ts:2: fetchFleet\(\);\nport.ts:3: port.load\(\);$/,
  );
  expect(text).not.toContain("hunter2");
});

test("a member of one type is told from that of another", async () => {
  const text = await run("hunch_symbol", { name: "Cart.load" });
  expect(text).toContain("[1] cart.ts");
  expect(text).not.toContain("[2]");
});

test("a name that nothing declares is shown where it is used", async () => {
  const text = await run("hunch_symbol", { name: "login" });
  expect(text).toMatch(/^No declaration of login was found\.\n\nLines that use login,/);
  expect(text).toContain('fleet.ts:3: return login("•••", id);');
  expect(text).toMatch(/long.ts:1: login\( +"•••"/); // Cleaned before it is cut.
});

test("a file is opened, or refused with a reason", async () => {
  expect(await run("hunch_open", { path: "fleet.ts" })).toContain("•••");
  expect(await run("hunch_open", { path: "../.env" })).toBe("There is no such file.");
});

test.each([undefined, null, 3, "query", {}, { query: 3 }, { query: " " }])(
  "the input %j is answered",
  async (input) => {
    expect(await run("hunch_search", input)).toBe("The query is missing.");
    expect(await run("hunch_symbol", input)).toBe("The name is missing.");
  },
);

test("package.json declares the search as the code describes it", () => {
  const { languageModelTools } = JSON.parse(readFileSync("package.json", "utf8")).contributes;
  const [search] = tools;
  expect(languageModelTools).toHaveLength(1);
  const [declared] = languageModelTools;
  expect(declared.name).toBe(search?.spec.name);
  expect(declared.modelDescription).toBe(search?.spec.description);
  expect(declared.inputSchema).toEqual(search?.spec.parameters);
});
