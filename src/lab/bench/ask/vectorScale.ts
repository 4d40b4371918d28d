import { VectorTable } from "../../../core/ask/vectors/vectorTable.ts";

/** What finding the nearest of many vectors costs. */
export interface VectorFigures {
  readonly vectors: number;
  readonly dimensions: number;
  /** Milliseconds of CPU. */
  readonly p50: number;
  readonly p95: number;
  /** Share of the ten truly nearest among the ten that are found. */
  readonly recall10: number;
  readonly bytes: number;
}

const dimensions = 384;
const questions = 20;
const topics = 1_000;
const wanted = 200;

/** Measures random vectors around random topics: as unlike each other as vectors of texts, or more. */
export function vectorScale(count: number): VectorFigures {
  const random = createRandom(count);
  const centres = Array.from({ length: topics }, () => Float32Array.from({ length: dimensions }, random));
  const near = () =>
    (centres[Math.floor((random() + 0.5) * topics)] ?? new Float32Array()).map((value) => value + 2 * random());
  const table = new VectorTable(dimensions, count);
  for (let number = 0; number < count; number++) table.set(number, near());
  const times: number[] = [];
  let found = 0;
  for (let question = 0; question < questions; question++) {
    const asked = near();
    const started = process.cpuUsage();
    const nearest = table.nearest(asked, wanted, () => true).slice(0, 10);
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / 1_000);
    const cosine = table.cosines(asked);
    const all = Float32Array.from({ length: count }, (_, number) => cosine(number));
    const tenth = all.toSorted().at(-10) ?? 0;
    found += nearest.filter((number) => (all[number] ?? 0) >= tenth).length;
  }
  times.sort((a, b) => a - b);
  return {
    vectors: count,
    dimensions,
    p50: times[Math.floor(questions * 0.5)] ?? 0,
    p95: times[Math.floor(questions * 0.95)] ?? 0,
    recall10: found / (10 * questions),
    bytes: count * (dimensions + dimensions / 8 + 4),
  };
}

/** Numbers between -0.5 and 0.5, the same at each run. */
function createRandom(start: number): () => number {
  let seed = start >>> 0;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32 - 0.5;
  };
}
