import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeModels } from "../../../../src/app/journal/describeModels.ts";
import { EventJournal } from "../../../../src/app/journal/eventJournal.ts";
import { exportEvents } from "../../../../src/app/journal/exportEvents.ts";
import { loadStatistics } from "../../../../src/app/journal/loadStatistics.ts";
import { NameNumbers } from "../../../../src/app/journal/nameNumbers.ts";
import { OtherCompleters } from "../../../../src/app/journal/otherCompleters.ts";
import { RequestLog } from "../../../../src/app/journal/requestLog.ts";
import { findCompleters } from "../../../../src/app/otherAssistants/completers.ts";
import { TeamMetrics } from "../../../../src/app/teams/teamMetrics.ts";
import { ActiveVariants } from "../../../../src/app/variants/activeVariants.ts";
import { OutcomeTracker } from "../../../../src/core/completion/outcomeTracker.ts";
import { createProvenance } from "../../../../src/core/completion/provenance.ts";
import type { CompletionAnswer } from "../../../../src/core/completion/request.ts";
import { Stopwatch } from "../../../../src/core/completion/stopwatch.ts";
import type { Suggestion } from "../../../../src/core/completion/suggestion.ts";
import { usualPrompt } from "../../../../src/core/prompt/promptChoices.ts";
import type { TelemetryEvent } from "../../../../src/core/statistics/events.ts";
import { eventColumns } from "../../../../src/core/statistics/eventTable.ts";
import { RetentionTracker } from "../../../../src/core/statistics/retentionTracker.ts";
import { nodeLineFiles } from "../../../../src/node/nodeLineFiles.ts";
import { at } from "../../../support/at.ts";
import { makeTemporaryFolder } from "../../../support/temporaryFolder.ts";

const eventKinds = Object.keys({
  request: 0, modelRequest: 0, shown: 0, ended: 0, retained: 0, answerRated: 0, otherCompleter: 0,
} satisfies Record<TelemetryEvent["kind"], 0>); // biome-ignore format: a list

let temporary: Awaited<ReturnType<typeof makeTemporaryFolder>>;
beforeEach(async () => {
  temporary = await makeTemporaryFolder();
});
afterEach(() => temporary.remove());

function openJournal(now: number): EventJournal {
  return new EventJournal({
    files: nodeLineFiles(temporary.path),
    clock: { wall: () => now, after: () => () => undefined },
    keepDays: () => 90,
    onTrouble: (sentence) => expect.fail(sentence),
  });
}

/** A session in which everything that the user chose or wrote is a canary: each kind of event is recorded. */
async function recordCanaries() {
  const journal = openJournal(Date.now());
  const kept = new Map<string, unknown>();
  const store = {
    get: (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => void kept.set(key, value),
  };
  const onError = (error: unknown) => expect.fail(String(error));
  const models = new NameNumbers({ store, key: "models", onError });
  const numbers = new NameNumbers({ store, key: "variants", onError });
  const variants = new ActiveVariants({ store, clock: { wall: () => Date.now() }, numbers });
  await variants.use({ name: "canaryVariant", choices: { model: "canaryModel-qwen2.5-coder", maxLines: 3 } });
  const settings = () => ({
    model: { protocol: "ollama", name: "canaryModel-qwen2.5-coder", fimFamily: "auto" } as const,
    statistics: { prices: { "canaryModel-qwen2.5-coder": { input: 1, output: 2 } } },
  });
  const modelOf = (id: number) => variants.modelOf(id);
  const describe = describeModels({ models, settings, modelOf, window: 7 });
  const append = (event: TelemetryEvent) => {
    journal.append(describe(event));
    completers.recorded(event);
  };
  const completers = new OtherCompleters(append);
  const enabled = ["canary.completer", "canary.copilot", "github.copilot", "github.copilot-chat"];
  const found = await findCompleters({
    appName: "Visual Studio canaryCode",
    isEnabled: (id) => enabled.includes(id),
    hasAccount: async () => true,
  });
  completers.found(found.map(({ key }) => key));
  const place = {
    uri: "file:///canaryWorkspace/canaryFile.ts",
    path: "canaryFolder/canaryFile.ts",
    languageId: "canaryLanguage",
  };
  const cursor = at("canaryCode(▮)", place);
  const variant = variants.at(cursor.uri)?.facts;
  const snippet = {
    kind: "window",
    startLine: 0,
    endLine: 1,
    text: "canarySnippet",
    score: 1,
    tokens: 3,
    ...place,
  } as const;
  const usage = { promptTokens: 10, cachedTokens: 5, completionTokens: 2, firstTokenMs: 4 };
  const provenance = {
    ...createProvenance(new Stopwatch(() => 0)),
    prompt: { ...cursor, snippets: [snippet] },
    usage,
    rawText: "canaryRaw",
  };
  const suggestion: Suggestion = {
    id: 1, text: "canarySuggestion", replaceAfter: 0, source: "server", confidence: undefined, provenance,
    origin: undefined,
  }; // biome-ignore format: a record
  const requests = new RequestLog(append);
  const answer: CompletionAnswer = {
    suggestions: [suggestion], end: { outcome: "offered", reason: undefined }, fromCache: false, provenance,
    stagesMs: { total: 3, model: 2 },
  }; // biome-ignore format: a record
  requests.modelEnded({
    cursor,
    trigger: "prefetch",
    choices: { prompt: usualPrompt, variant },
    provenance,
    suggestion,
    answer: { kind: "suggestion", text: suggestion.text, replaceAfter: 0 },
  });
  requests.ended({ answer, cursor, explicit: false, variant, suggestion, requestedAt: Date.now() });
  const retention = new RetentionTracker();
  const tracker = new OutcomeTracker((event, accepted) => {
    append(event);
    if (event.kind === "ended" && accepted) retention.accepted(event, accepted, 0);
  }, Date.now);
  tracker.offered({ suggestion, uri: cursor.uri, offset: 11, requestedAt: 0, explicit: false, cursor, variant }, 1);
  tracker.accepted(1, 2);
  for (const event of retention.measure(700_000, () => "canaryAround canarySuggestion")) append(event);
  await journal.flush();
  return { journal, models, variants };
}

test("canaries in names, paths, code and models are in no file and no export", async () => {
  const { journal, models, variants } = await recordCanaries();
  const tomorrow = Date.now() + 86_400_000;
  await loadStatistics(openJournal(tomorrow), 0, tomorrow); // Keeps the sums of today.
  const names = await readdir(temporary.path);
  const files = await Promise.all(names.map((name) => readFile(join(temporary.path, name), "latin1")));
  const [csv, json] = [await exportEvents(journal, "csv"), await exportEvents(journal, "json")];
  expect(names.map((name) => name.split("-")[0]).toSorted()).toEqual(["events", "requests", "sums"]);
  const kinds = new Set([...json.text.matchAll(/"kind":"(\w+)"/g)].map(([, kind]) => kind));
  expect([...kinds].toSorted()).toEqual(["ended", "modelRequest", "otherCompleter", "request", "retained", "shown"]);
  expect(json.text.match(/"completer":"\w+"/g)).toEqual(['"completer":"copilot"']);
  for (const text of [...names, ...files, csv.text, json.text]) expect(text).not.toMatch(/canary/i);
  expect(models.nameOf(1)).toBe("canaryModel-qwen2.5-coder");
  const ofVariant = json.text.split('"variant":{"id":1,"place":1}').length - 1;
  expect(ofVariant).toBe(json.events - 1); // Other completers have nothing to do with variants.
  expect(variants.nameOf(1)).toBe("canaryVariant");
});

test("canaries are in no metric of a team", async () => {
  const { journal } = await recordCanaries();
  const sent: unknown[] = [];
  const metrics = new TeamMetrics({ count: (...each) => sent.push(each), record: (...each) => sent.push(each) });
  await journal.read({ from: 0, to: Number.POSITIVE_INFINITY, withRequests: true }, (event) => metrics.add(event));
  metrics.finish();
  const text = JSON.stringify(sent);
  for (const name of ["hunch.requests", "hunch.offers", "hunch.server.requests", "hunch.retention.kept"])
    expect(text).toContain(name);
  expect(text).not.toMatch(/canary/i);
});

test("an event names the model that answered, and keeps it when the settings change before it is measured", () => {
  const store = { get: () => ["first", "second"], set: () => Promise.resolve() };
  const models = new NameNumbers({ store, key: "models", onError: (error) => expect.fail(String(error)) });
  let name = "first";
  const settings = () => ({
    model: { protocol: "openai-fim", name, fimFamily: "auto" } as const,
    statistics: { prices: {} },
  });
  const modelOf = () => undefined;
  const describe = describeModels({ models, settings, modelOf, window: 7 });
  const shown = {
    kind: "shown", at: 1, languageId: "go", suggestion: 1, offer: 1, source: "server", characters: 3, lines: 1, latencyMs: 1,
  } as const; // biome-ignore format: a record
  const recorded = describe(shown);
  name = "second";
  expect(recorded).toEqual({ ...shown, window: 7, model: { id: 1, protocol: "openai-fim", family: undefined } });
  expect(describe(recorded)).toEqual(recorded);
  expect(describe(shown)).toMatchObject({ model: { id: 2 } });
  expect(describe({ ...shown, source: "embedded" })).not.toHaveProperty("model");
});

test("an exported table has its columns in each row, and the array is JSON with the same events", async () => {
  const { journal } = await recordCanaries();
  const [csv, json] = [await exportEvents(journal, "csv"), await exportEvents(journal, "json")];
  const [header = "", ...rows] = csv.text.trimEnd().split("\r\n");
  expect(header.split(",")).toEqual([...eventColumns]);
  expect(rows.map((row) => row.split(",").length)).toEqual(rows.map(() => eventColumns.length));
  const events: unknown = JSON.parse(json.text);
  expect(events).toHaveLength(rows.length);
  expect(csv.events).toBe(rows.length);
  const request = rows.find((row) => row.startsWith("modelRequest"));
  expect(request).toMatch(/,1,ollama,qwen\w*,1,1,1,0,0,0,10,5,2,4,/);
});

describe("docs/events.md", () => {
  const page = readFileSync("docs/events.md", "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const words = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);

  test("describes every member of every event, which has a column, too", async () => {
    const { journal } = await recordCanaries();
    const { text } = await exportEvents(journal, "json");
    const events: readonly Record<string, unknown>[] = JSON.parse(text);
    const members = events.flatMap(({ v: _, ...event }) =>
      Object.entries(event).flatMap(([name, value]) =>
        typeof value === "object" && value !== null ? Object.keys(value).map((nested) => `${name}.${nested}`) : [name],
      ),
    );
    expect(members.filter((member) => !eventColumns.some((column) => column === member))).toEqual([]);
    const described = rows.flatMap((row) => words(row.split("|")[1] ?? ""));
    expect(eventColumns.filter((column) => !described.includes(column))).toEqual([]);
  });

  test("names the kinds that have a member", async () => {
    const { journal } = await recordCanaries();
    const { text } = await exportEvents(journal, "json");
    const events: readonly Record<string, unknown>[] = JSON.parse(text);
    const kindsOf = (member: string) =>
      rows
        .map((row) => row.split("|"))
        .filter(([, names = ""]) => words(names).includes(member))
        .flatMap(([, , kinds = ""]) => (kinds.trim() === "all" ? [...eventKinds] : words(kinds)));
    const missing = events.flatMap(({ v: _, ...event }) =>
      Object.entries(event)
        .filter(([, value]) => typeof value !== "object" || value === null)
        .filter(([name]) => !kindsOf(name).includes(String(event["kind"])))
        .map(([name]) => `${String(event["kind"])}.${name}`),
    );
    expect(missing).toEqual([]);
  });
});
