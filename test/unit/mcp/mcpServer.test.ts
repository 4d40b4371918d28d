import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorkspaceTools } from "../../../src/app/ask/workspaceTools.ts";
import { createPassageIndex } from "../../../src/core/ask/createPassageIndex.ts";
import { createAgentTools } from "../../../src/core/ask/tools/agentTools.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import { createMcpServer } from "../../../src/mcp/createMcpServer.ts";
import { FreshIndex } from "../../../src/mcp/freshIndex.ts";
import { nodeFiles } from "../../../src/node/nodeFiles.ts";
import { openNodeWorkspace } from "../../../src/node/nodeWorkspace.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let client: Client;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
  const write = async (path: string, text: string) => {
    await mkdir(join(folder.path, path, ".."), { recursive: true });
    await writeFile(join(folder.path, path), text);
  };
  await write("src/fleet.ts", "export function loadBoats() {\n  return open();\n}\n");
  await write("node_modules/x/index.js", "export function loadBoats() {}\n");
  await write(".gitignore", "private/\n");
  await write("private/plan.ts", "export function loadBoats() {}\n");
  await write(".env", "API_TOKEN=sk-live-0123456789abcdef0123456789abcdef\n");
  const errors: string[] = [];
  const workspace = openNodeWorkspace(folder.path, (sentence) => errors.push(sentence));
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const index = new FreshIndex(workspace, createPassageIndex(pause), (sentence) => errors.push(sentence));
  const { open } = createWorkspaceTools({
    ...workspace,
    search: () => Promise.resolve({ kind: "passages", passages: [] }),
    files: nodeFiles,
    folders: () => [workspace.folder],
    locate: () => Promise.resolve([]),
    history: () => Promise.resolve(undefined),
  });
  const tools = createAgentTools({
    search: (...asked) => index.search(...asked),
    filesWith: (...asked) => index.filesWith(...asked),
    open,
    redact,
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  client = new Client({ name: "test", version: "1" });
  await Promise.all([createMcpServer(tools, "0.0.0").connect(theirs), client.connect(ours)]);
});
afterEach(async () => {
  await client.close();
  await folder.remove();
});

async function call(name: string, input: Record<string, unknown>): Promise<string> {
  const result = await client.callTool({ name, arguments: input });
  return JSON.stringify(result.content);
}

test("an agent lists the tools, which are marked as reading only", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["hunch_search", "hunch_symbol", "hunch_open"]);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
});

test("an agent searches, finds a symbol and opens a file; ignored and secret files stay out", async () => {
  const found = await call("hunch_search", { query: "load boats" });
  expect(found).toContain("src/fleet.ts");
  expect(found).not.toMatch(/private|node_modules/);
  expect(await call("hunch_symbol", { name: "loadBoats" })).toContain("[1] src/fleet.ts, lines 1 to 3");
  expect(await call("hunch_open", { path: "src/fleet.ts", start_line: 2, end_line: 2 })).toContain("return open()");
  expect(await call("hunch_open", { path: ".env" })).toContain("may contain secrets");
  expect(await call("hunch_open", { path: "private/plan.ts" })).toContain("excluded");
  expect(await call("hunch_open", { path: "../../etc/passwd" })).toContain("There is no such file");
});

test("a tool that does not exist is an error of the call, not of the server", async () => {
  const result = await client.callTool({ name: "run_command", arguments: {} });
  expect(result.isError).toBe(true);
  expect(await call("hunch_search", { query: "boats" })).toContain("src/fleet.ts");
});

test("files that are added and removed later are noticed", async () => {
  await call("hunch_search", { query: "boats" });
  await writeFile(join(folder.path, "src/ferry.ts"), "export function steerFerry() {}\n");
  await rm(join(folder.path, "src/fleet.ts"));
  await expect.poll(() => call("hunch_search", { query: "steer ferry" }), { timeout: 60_000 }).toContain("ferry.ts");
  expect(await call("hunch_search", { query: "load boats" })).not.toContain("fleet.ts");
});

test("ignore files that are written later hold, inside the folder and in git's own", async () => {
  await mkdir(join(folder.path, ".git", "info"), { recursive: true });
  await writeFile(join(folder.path, ".git", "HEAD"), "ref: refs/heads/main\n");
  await writeFile(join(folder.path, "src/ferry.ts"), "export function steerFerry() {}\n");
  const search = () => call("hunch_search", { query: "steer ferry, load boats" });
  expect(await search()).toMatch(/src.ferry.*src.fleet|src.fleet.*src.ferry/);
  await writeFile(join(folder.path, ".hunchignore"), "ferry.ts\n");
  await expect.poll(search, { timeout: 60_000 }).not.toContain("src/ferry.ts");
  expect(await search()).toContain("src/fleet.ts");
  await writeFile(join(folder.path, ".git", "info", "exclude"), "fleet.ts\n");
  await expect.poll(search, { timeout: 60_000 }).not.toContain("src/fleet.ts");
  expect(await call("hunch_open", { path: "src/fleet.ts" })).toContain("excluded");
  await rm(join(folder.path, ".hunchignore"));
  await expect.poll(search, { timeout: 60_000 }).toContain("src/ferry.ts");
});
