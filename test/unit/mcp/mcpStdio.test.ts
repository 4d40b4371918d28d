import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, statSync, writeFileSync } from "node:fs";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { mcpBuild } from "../../../scripts/mcpBuild.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

const patienceMs = 120_000;

let built: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
const running: Server[] = [];

beforeAll(async () => {
  built = await makeTemporaryFolder();
  await build(mcpBuild(join(built.path, "mcp.js")));
}, patienceMs);
afterAll(() => built.remove());

beforeEach(async () => {
  folder = await makeTemporaryFolder();
  await mkdir(join(folder.path, "code"));
  await writeCode("fleet.ts", "export function loadBoats() {\n  return open();\n}\n");
});
afterEach(async () => {
  for (const { client } of running.splice(0)) await client.close();
  await folder.remove();
});

interface Server {
  readonly client: Client;
  readonly pid: number;
  /** What the server has said beside the protocol. */
  readonly said: () => string;
  readonly search: (query: string) => Promise<string>;
}

const writeCode = (path: string, text: string) => writeFile(join(folder.path, "code", path), text);
const indexes = () => globSync("*.db", { cwd: join(folder.path, "index") }).toSorted();

/** Starts the built server as an agent does. */
async function start(): Promise<Server> {
  const args = [join(built.path, "mcp.js"), "--workspace", join(folder.path, "code"), "--index"];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...args, join(folder.path, "index")],
    stderr: "pipe",
  });
  let said = "";
  transport.stderr?.on("data", (data: Buffer) => {
    said += data;
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  const { pid } = transport;
  if (pid === null) throw new Error("The server did not start.");
  const search = async (query: string) =>
    JSON.stringify((await client.callTool({ name: "hunch_search", arguments: { query } })).content);
  const server = { client, pid, said: () => said, search };
  running.push(server);
  return server;
}

async function end(server: Server): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.client.close();
}

async function kill(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.client.onclose = resolve;
  });
  process.kill(server.pid, "SIGKILL");
  await closed;
  running.splice(running.indexOf(server), 1);
}

test(
  "the index outlives the server: the next one reads only what has changed",
  async () => {
    const path = join(folder.path, "code", "fleet.ts");
    await utimes(path, 1_700_000_000, 1_700_000_000);
    const first = await start();
    expect(await first.search("load boats")).toContain("fleet.ts");
    expect(indexes()).toHaveLength(1);
    expect(statSync(join(folder.path, "index")).mode & 0o077).toBe(0);
    await end(first);
    // A text with the same time and size counts as unchanged: its new name can only be found by reading every file again.
    await writeFile(path, "export function loadGoats() {\n  return open();\n}\n");
    await utimes(path, 1_700_000_000, 1_700_000_000);
    await writeCode("ferry.ts", "export function steerFerry() {}\n");
    const second = await start();
    expect(await second.search("goats")).not.toContain("fleet.ts");
    expect(await second.search("steer ferry")).toContain("ferry.ts");
    expect(indexes()).toHaveLength(1);
    expect(second.said()).toBe("");
  },
  patienceMs,
);

test(
  "two servers of one folder have an index each, and both outlive them",
  async () => {
    const [first, second] = [await start(), await start()];
    expect(await first.search("load boats")).toContain("fleet.ts");
    expect(await second.search("load boats")).toContain("fleet.ts");
    expect(indexes()).toEqual([expect.stringMatching(/^\w{16}-2\.db$/), expect.stringMatching(/^\w{16}\.db$/)]);
    await writeCode("ferry.ts", "export function steerFerry() {}\n");
    for (const server of [first, second])
      await expect.poll(() => server.search("steer ferry"), { timeout: patienceMs }).toContain("ferry.ts");
    await end(first);
    expect(await (await start()).search("load boats")).toContain("fleet.ts");
    expect(indexes()).toHaveLength(2);
    expect(first.said() + second.said()).toBe("");
  },
  patienceMs,
);

test(
  "a server that is killed while it writes leaves an index that the next one completes",
  async () => {
    const count = 600;
    for (let at = 0; at < count; at++)
      await writeCode(`boat${at}.ts`, `${`const rope${at} = anchor(${at});\n`.repeat(60)}`);
    for (let attempt = 0; attempt < 3; attempt++) {
      const server = await start();
      const answer = server.search("anchor").catch(() => undefined);
      const written = () => walSizes().some((size) => size > attempt * 100_000);
      await expect.poll(written, { timeout: patienceMs, interval: 5 }).toBe(true);

      await kill(server);
      await answer;
    }
    const last = await start();
    for (const at of [0, 299, count - 1]) expect(await last.search(`rope${at}`)).toContain(`boat${at}.ts`);
    expect(last.said()).toBe("");
    expect(indexes()).toHaveLength(1);
  },
  patienceMs,
);

test(
  "a damaged index is reported once and built again",
  async () => {
    const first = await start();
    await first.search("load boats");
    await end(first);
    const [name = ""] = indexes();
    writeFileSync(join(folder.path, "index", name), "This is no database, whatever its name says. ".repeat(200));
    const second = await start();
    expect(await second.search("load boats")).toContain("fleet.ts");
    expect(second.said()).toMatch(/^The index was damaged and is built again: [^\n]+\n$/);
    await end(second);
    const third = await start();
    expect(await third.search("load boats")).toContain("fleet.ts");
    expect(third.said()).toBe("");
  },
  patienceMs,
);

test(
  "without a place for it, the index is kept in memory",
  async () => {
    await writeFile(join(folder.path, "index"), "a file where the folder belongs");
    const server = await start();
    expect(await server.search("load boats")).toContain("fleet.ts");
    expect(server.said()).toContain("The index is kept in memory: ");
  },
  patienceMs,
);

test(
  "a file that is ignored or secret by the next start is no longer found",
  async () => {
    await writeCode("ferry.ts", "export function steerFerry() {}\n");
    const first = await start();
    expect(await first.search("steer ferry")).toContain("steerFerry");
    await end(first);
    await writeCode(".hunchignore", "fer*\n");
    const second = await start();
    expect(await second.search("steer ferry")).not.toContain("steerFerry");
    expect(existsSync(join(folder.path, "code", "ferry.ts"))).toBe(true);
  },
  patienceMs,
);

test(
  "a server whose client is gone answers what was asked, and ends",
  async () => {
    const args = [join(built.path, "mcp.js"), "--workspace", join(folder.path, "code"), "--index"];
    const server = spawn(process.execPath, [...args, join(folder.path, "index")], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const params = { name: "hunch_search", arguments: { query: "load boats" } };
    server.stdin.end(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params })}\n`);
    const [output, [code]] = await Promise.all([text(server.stdout), once(server, "exit")]);
    expect(output).toContain("fleet.ts");
    expect(code).toBe(0);
  },
  patienceMs,
);

/** Bytes that a server has written and not yet moved into the database. */
function walSizes(): readonly number[] {
  const index = join(folder.path, "index");
  return globSync("*.db-wal", { cwd: index }).map(
    (name) => statSync(join(index, name), { throwIfNoEntry: false })?.size ?? 0,
  );
}
