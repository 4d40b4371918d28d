import { expect, test } from "vitest";
import { createCommitIndex } from "../../../src/core/ask/history/commitIndex.ts";
import { ChunkIndex } from "../../../src/core/ask/index/chunkIndex.ts";
import { type IndexKnowledge, searchIndex } from "../../../src/core/ask/searchIndex.ts";
import { learnTermVectors, TextVectors } from "../../../src/core/ask/vectors/textVectors.ts";
import { labelledQuestions } from "./labelledQuestions.ts";
import { filesUnder } from "./sampleFiles.ts";

const sampleTexts = new Map(filesUnder("samples").map(({ path, lines }) => [path, lines.join("\n")]));
const samples = indexOf([...sampleTexts]);

function indexOf(files: readonly (readonly [path: string, text: string])[]): ChunkIndex {
  const index = new ChunkIndex();
  for (const [path, text] of files) index.set({ uri: `file:///${path}`, path, text });
  return index;
}

function search(index: ChunkIndex, question: string, knowledge: Partial<IndexKnowledge> = {}) {
  const request = { question, selection: undefined, earlier: [] };
  return searchIndex(request, index, { commits: undefined, vectors: undefined, ...knowledge }, { limit: 8 });
}

function pathsFor(index: ChunkIndex, question: string, knowledge: Partial<IndexKnowledge> = {}): readonly string[] {
  return search(index, question, knowledge).passages.map(({ best }) => best.chunk.file.path);
}

test("finds the passage that answers, mostly first and nearly always among five", () => {
  const ranks = labelledQuestions.map(({ question, path, lines }) => {
    const { passages } = search(samples, question);
    const at = passages.findIndex(({ best, startLine, endLine }) => {
      const text = (sampleTexts.get(best.chunk.file.path) ?? "").split("\n").slice(startLine, endLine).join("\n");
      return best.chunk.file.path === path && lines.some((line) => text.includes(line));
    });
    return { question, rank: at < 0 ? Number.POSITIVE_INFINITY : at + 1 };
  });
  const share = (k: number) => ranks.filter(({ rank }) => rank <= k).length / ranks.length;
  const missed = ranks.filter(({ rank }) => rank > 1).map(({ question, rank }) => `${rank}: ${question}`);
  expect(share(1), missed.join("\n")).toBeGreaterThanOrEqual(0.7);
  expect(share(5), missed.join("\n")).toBeGreaterThanOrEqual(0.9);
});

const harbour = indexOf([
  ["boats.ts", "export function eraseBoat(id: string) {\n  fleet.splice(fleet.indexOf(id), 1);\n}"],
  ["weather.ts", "export function forecast(day: Date) {\n  return models.average(day);\n}"],
  ["tide.ts", "export function highWater(station: string) {\n  return tables.get(station);\n}"],
]);

test("a question in other words finds the code by its synonyms", () => {
  expect(pathsFor(harbour, "Where are boats removed?")[0]).toBe("boats.ts");
});

test("a question in another language finds the code by its key terms", () => {
  const index = indexOf([
    ["store.py", "def save_file(path):\n    open(path).write(data)"],
    ["paint.py", "def colour_hull(hull):\n    hull.colour = red"],
  ]);
  for (const question of ["Wo wird die Datei gespeichert?", "¿Dónde se guarda el archivo?", "文件在哪里保存?"]) {
    expect(pathsFor(index, question), question).toEqual(["store.py"]);
  }
});

test("what a commit says about a change leads to the file that it changed", () => {
  const commits = createCommitIndex([
    { subject: "Warn of storms a day earlier", body: "", paths: ["weather.ts"] },
    { subject: "Fix the spring tide", body: "", paths: ["tide.ts"] },
  ]);
  const question = "Why is a day of storms announced?";
  expect(pathsFor(harbour, question, { commits })[0]).toBe("weather.ts");
});

test("vectors learnt from the workspace are the same each time and rank what occurs together", async () => {
  const pause = () => Promise.resolve();
  const learn = async (index: ChunkIndex) => TextVectors.of(await learnTermVectors(index, [], 16, pause), index, pause);
  const again = indexOf([...sampleTexts]);
  const [one, other] = [await learn(samples), await learn(again)];
  const question = "How are lost parcels detected?";
  const found = search(samples, question, { vectors: one });
  expect(found.passages[0]?.best.chunk.file.path).toBe("go/parcels/tracking.go");
  expect(search(again, question, { vectors: other }).passages[0]?.best.score).toBeCloseTo(
    found.passages[0]?.best.score ?? 0,
    5,
  );
});

test("a question about something that is not there gets less confidence", () => {
  const there = search(samples, "How are lost parcels detected?").confidence;
  for (const question of ["Where is the Terraform module for AWS?", "How is PostgreSQL replicated to Kafka?"]) {
    expect(search(samples, question).confidence).toBeLessThan(0.6 * there);
  }
});

test("an empty index and a question without words find nothing", () => {
  expect(search(new ChunkIndex(), "anything")).toMatchObject({ passages: [], confidence: 0 });
  expect(search(samples, "???").passages).toEqual([]);
});
