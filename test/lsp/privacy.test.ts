import { chmodSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LspClient } from "../support/lsp/lspClient.ts";
import { orders, quote } from "../support/lsp/orders.ts";
import { ModelServer } from "../support/modelServer.ts";

/** Settings that name a server, which is asked for nothing but what the client asked for. */
function modelAt(server: ModelServer) {
  const model = {
    protocol: "openai-fim",
    baseUrl: server.url,
    name: "qwen2.5-coder",
    delay: "short",
    prefetch: "never",
  };
  return { hunch: { model } };
}

test("what is excluded or secret never leaves through the server, and nothing is written down", async () => {
  await using server = await ModelServer.start({ answer: () => ({ chunks: ["uteTotal(order.items);"] }) });
  const canaries = ["canaryIgnored", "canaryHunchIgnored", "canaryExcluded", "canarySecretFile", "canaryToken12345678"];
  await using client = await LspClient.start({
    initializationOptions: { ...modelAt(server), "hunch.context.exclude": ["**/private/**"] },
    files: { ".gitignore": "ignored.ts\n", ".hunchignore": "hunchIgnored.ts\n" },
  });
  const secret = 'const apiKey = "sk-canaryToken12345678canaryToken12345678";\n';
  client.open("ignored.ts", orders.replaceAll("computeTotal", "canaryIgnored"));
  client.open("hunchIgnored.ts", orders.replaceAll("computeTotal", "canaryHunchIgnored"));
  client.open("private/a.ts", orders.replaceAll("computeTotal", "canaryExcluded"));
  client.open(".env", "TOKEN=canarySecretFile\nPASSWORD=canarySecretFile\n", "plaintext");
  client.open("orders.ts", orders + secret);
  client.open("quote.ts", secret + quote);
  await client.learnt();
  expect(await client.complete("quote.ts", 2, 20)).not.toEqual([]);
  expect(server.asked).toHaveLength(1);
  for (const path of ["ignored.ts", "hunchIgnored.ts", "private/a.ts"])
    expect(await client.complete(path, 3, 20, 1), path).toEqual([]);
  expect(await client.complete(".env", 0, 8, 1)).toEqual([]);
  expect(server.asked).toHaveLength(1);
  const answer = await client.request("hunch/ask", { question: "Where is the total computed? canary" });
  await client.exit();

  const sent = JSON.stringify(server.requests);
  const logged = JSON.stringify(client.received);
  for (const canary of canaries) {
    expect(sent, canary).not.toContain(canary);
    expect(logged, canary).not.toContain(canary);
    if (canary !== "canaryToken12345678") expect(JSON.stringify(answer), canary).not.toContain(canary);
  }
  expect(sent).toContain("computeTotal");
  const kept = globSync("**/*", { cwd: client.state }).map((name) => join(client.state, name));
  const texts = kept.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, "utf8"));
  expect(texts.length).toBeGreaterThan(1);
  for (const word of [...canaries, "computeTotal", "taxRate"]) expect(texts.join("\n"), word).not.toContain(word);
});

test("a project's configuration can't name a server", async () => {
  await using server = await ModelServer.start();
  await using client = await LspClient.start({
    capabilities: { workspace: { configuration: true } },
    configuration: () => modelAt(server).hunch,
  });
  client.open("orders.ts", orders);
  client.open("quote.ts", quote);
  await client.learnt();
  client.notify("workspace/didChangeConfiguration", { settings: modelAt(server) });
  await client.complete("quote.ts", 1, 20);
  await client.until(() => client.shown().some((text) => text.includes("initializationOptions")));
  expect(await client.execute("hunch.testConnection")).toContain("No model server is configured");
  expect(server.requests).toEqual([]);
});

test("a key is used from a private file, and only for its own server", async () => {
  await using server = await ModelServer.start({ key: "sk-mine", answer: () => ({ chunks: ["uteTotal(order);"] }) });
  await using other = await ModelServer.start({ answer: () => ({ chunks: ["uteTotal(order);"] }) });
  const keys = JSON.stringify({ [server.url]: "sk-mine" });
  for (const { to, mode, isSent } of [
    { to: server, mode: 0o600, isSent: true },
    { to: server, mode: 0o644, isSent: false },
    { to: other, mode: 0o600, isSent: false },
  ]) {
    const { length } = to.requests;
    await using client = await LspClient.start({ initializationOptions: modelAt(to) });
    mkdirSync(client.config, { recursive: true });
    const file = join(client.config, "keys.json");
    writeFileSync(file, keys);
    chmodSync(file, mode);
    const text = String(await client.execute("hunch.testConnection"));
    const sent = JSON.stringify(to.requests.slice(length).map(({ headers }) => headers));
    expect(sent.includes("sk-mine"), text).toBe(isSent);
    expect(client.shown().some((sentence) => sentence.includes("chmod 600"))).toBe(mode === 0o644);
    expect(JSON.stringify(client.received)).not.toContain("sk-mine");
  }
});

test("a key of the environment needs its server's address", async () => {
  await using server = await ModelServer.start({ key: "sk-env", answer: () => ({ chunks: ["uteTotal(order);"] }) });
  for (const [origin, isSent] of [
    [server.url, true],
    ["https://example.com", false],
  ] as const) {
    const { length } = server.requests;
    const env = { HUNCH_API_KEY: "sk-env", HUNCH_API_KEY_ORIGIN: origin };
    await using client = await LspClient.start({ initializationOptions: modelAt(server), env });
    await client.execute("hunch.testConnection");
    expect(JSON.stringify(server.requests.slice(length)).includes("sk-env")).toBe(isSent);
  }
});
