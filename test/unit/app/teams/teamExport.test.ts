import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TeamExport } from "../../../../src/app/teams/teamExport.ts";
import {
  counters,
  histograms,
  type Meter,
  type MetricAttributes,
  TeamMetrics,
} from "../../../../src/app/teams/teamMetrics.ts";
import { authorizationOf, TeamSecrets } from "../../../../src/app/teams/teamSecrets.ts";
import type { TelemetryEvent } from "../../../../src/core/statistics/events.ts";
import { openExporter } from "../../../../src/telemetry/openExporter.ts";
import { MemorySecrets } from "../../../support/fakePorts.ts";
import { teamEvents } from "./teamEvents.ts";

interface Received {
  readonly path: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let server: Server;
let url: string;
let received: Received[];
let status = 200;
beforeEach(async () => {
  received = [];
  status = 200;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ path: request.url, headers: request.headers, body: Buffer.concat(parts).toString("latin1") });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function create({ endpoint = `${url}/v1/metrics`, headers = {} as Record<string, string> } = {}) {
  const state = { endpoint, headers, isTelemetryOn: true };
  const log: string[] = [];
  let loaded = 0;
  const secrets = new TeamSecrets(new MemorySecrets());
  const teams = new TeamExport({
    settings: () => state,
    isTelemetryOn: () => state.isTelemetryOn,
    secretOf: (address) => secrets.get(address),
    open: (options) => {
      loaded++;
      const mayExport = () => state.isTelemetryOn;
      return Promise.resolve(
        openExporter({ ...options, version: "0.1.0", instance: "window-1", everyMs: 3_600_000, mayExport }),
      );
    },
    log: (sentence) => log.push(sentence),
  });
  return { teams, state, log, secrets, loaded: () => loaded };
}

test("without an endpoint, the SDK is not loaded and nothing is counted", async () => {
  const { teams, loaded } = create({ endpoint: "" });
  await teams.renew();
  for (const event of teamEvents) teams.add(event);
  await teams.close();
  expect([loaded(), received.length]).toEqual([0, 0]);
});

test("with telemetry off, nothing is loaded; turned off later, nothing more is sent, not even what was counted", async () => {
  const { teams, state, loaded } = create();
  state.isTelemetryOn = false;
  await teams.renew();
  expect(loaded()).toBe(0);
  state.isTelemetryOn = true;
  await teams.renew();
  for (const event of teamEvents) teams.add(event);
  state.isTelemetryOn = false;
  await teams.renew();
  await teams.close();
  expect([loaded(), received.length]).toEqual([1, 0]);
});

test("metrics are sent as protobuf with the headers and the secret of this origin", async () => {
  const { teams, secrets } = create({ headers: { "X-Scope-OrgID": "editors" } });
  await secrets.set(`${url}/v1/metrics`, "s3cret");
  await secrets.set("https://elsewhere.example/v1/metrics", "other");
  await teams.renew();
  for (const event of teamEvents) teams.add(event);
  await teams.close();
  expect(received).toHaveLength(1);
  const [{ path, headers, body } = expect.fail("nothing received")] = received;
  expect(path).toBe("/v1/metrics");
  expect(headers).toMatchObject({
    "content-type": "application/x-protobuf", authorization: "Bearer s3cret", "x-scope-orgid": "editors",
  }); // biome-ignore format: a record
  for (const name of [...Object.keys(counters), ...Object.keys(histograms)]) expect(body, name).toContain(name);
  expect(body).toContain("window-1");
  expect(body).not.toMatch(/s3cret|other/i);
});

test("a receiver that refuses or is gone is reported once, and again when it works", async () => {
  const { teams, log } = create();
  status = 400;
  await teams.renew();
  for (const event of teamEvents) teams.add(event);
  await teams.renew();
  expect(log).toEqual([
    expect.stringMatching(/^Metrics for the team can't be delivered: .*"hunch\.teams\.endpoint"\.$/s),
  ]);
  status = 200;
  for (const event of teamEvents) teams.add(event);
  await teams.close();
  expect(log.slice(1)).toEqual(["Metrics for the team are delivered again."]);
});

test.each(["not an address", "ftp://files.example", "file:///etc/passwd"])(
  "%s is no endpoint, and says so",
  async (endpoint) => {
    const { teams, log, loaded } = create({ endpoint });
    await teams.renew();
    for (const event of teamEvents) teams.add(event);
    await teams.close();
    expect(loaded()).toBe(0);
    expect(log).toHaveLength(1);
  },
);

test("a secret with a scheme is sent as it is", () => {
  expect([authorizationOf("abc"), authorizationOf("Basic YWJj")]).toEqual(["Bearer abc", "Basic YWJj"]);
});

/** What was counted, by name. */
function meterOf() {
  const counted: { name: string; value: number; attributes: MetricAttributes }[] = [];
  const meter: Meter = {
    count: (name, value, attributes) => counted.push({ name, value, attributes }),
    record: (name, value, attributes) => counted.push({ name, value, attributes }),
  };
  const sum = (name: string, of: MetricAttributes = {}) =>
    counted
      .filter((each) => each.name === name && Object.entries(of).every(([key, word]) => each.attributes[key] === word))
      .reduce((total, { value }) => total + value, 0);
  return { meter, counted, sum };
}

test("events count as on the statistics page: an offer once, a corrected acceptance as it ended", () => {
  const { meter, sum } = meterOf();
  const metrics = new TeamMetrics(meter);
  for (const event of teamEvents) metrics.add(event);
  const undone: TelemetryEvent = {
    kind: "ended", at: 9, window: 1, languageId: "go", suggestion: 1, offer: 1, source: "server", characters: 12,
    outcome: "ignored", reason: "undone", acceptedCharacters: 0, shownForMs: 5,
  }; // biome-ignore format: a record
  metrics.add(undone);
  metrics.finish();
  expect([sum("hunch.offers"), sum("hunch.offers", { outcome: "ignored" })]).toEqual([1, 1]);
  expect(sum("hunch.accepted.characters")).toBe(0);
  expect(sum("hunch.server.tokens", { kind: "input" })).toBe(60);
  expect(sum("hunch.server.tokens", { kind: "cached" })).toBe(40);
  expect(sum("hunch.server.tokens", { kind: "output" })).toBe(7);
  expect(sum("hunch.retention.kept", { after: "600s" })).toBe(1);
  expect(sum("hunch.time_to_show", { source: "server" })).toBe(120);
});

test("docs/teams/README.md lists every metric with its attributes, and the dashboard asks for metrics that exist", () => {
  const { meter, counted } = meterOf();
  const metrics = new TeamMetrics(meter);
  for (const event of teamEvents) metrics.add(event);
  metrics.finish();
  const page = readFileSync("docs/teams/README.md", "utf8");
  for (const name of [...Object.keys(counters), ...Object.keys(histograms)]) {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? expect.fail(name);
    const attributes = counted.find((each) => each.name === name)?.attributes ?? expect.fail(name);
    const listed = [...(row.split("|")[3] ?? "").replace(/\(.*\)/, "").matchAll(/`(\w+)`/g)].map(([, word]) => word);
    expect(listed.toSorted(), name).toEqual(Object.keys(attributes).toSorted());
  }
  const asked = [...readFileSync("docs/teams/dashboard.json", "utf8").matchAll(/\bhunch_[a-z_]+/g)].map(
    ([name]) => name,
  );
  const existing = [
    ...Object.keys(counters).map((name) => `${name.replaceAll(".", "_")}_total`),
    ...Object.keys(histograms).map((name) => `${name.replaceAll(".", "_")}_milliseconds_bucket`),
  ];
  expect(new Set(asked.filter((name) => !existing.includes(name)))).toEqual(new Set());
  expect(new Set(asked).size).toBeGreaterThan(9);
});
