import { expect, test } from "vitest";
import { NameNumbers } from "../../../src/app/journal/nameNumbers.ts";
import { ActiveVariants } from "../../../src/app/variants/activeVariants.ts";
import { readSavedVariants } from "../../../src/app/variants/savedVariants.ts";
import { armOf, hourOf } from "../../../src/core/variants/experiment.ts";
import { settingsVariant } from "../../../src/core/variants/variant.ts";
import { memoryStore } from "../../support/fakePorts.ts";
import { junkValues } from "../../support/junkValues.ts";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 26, 9);
const short = { name: "short", choices: { maxLines: 1 } };
const other = { name: "other", choices: { model: "bigger:7b", snippets: { definition: true } } };

/** Two windows of one machine. */
function create() {
  const store = memoryStore();
  const clock = { now: start, wall: () => clock.now };
  const open = () => {
    const onError = (error: unknown) => expect.fail(String(error));
    return new ActiveVariants({ store, clock, numbers: new NameNumbers({ store, key: "numbers", onError }) });
  };
  return { store, clock, open, variants: open() };
}

const plan = { effect: 0.1, offersEach: 500, seed: 7 };
const files = Array.from({ length: 400 }, (_, index) => `file:///work/src/file${index}.ts`);

test("without an experiment or a variant in use, requests have none", () => {
  const { variants } = create();
  expect(variants.at("file:///a.ts")).toBeUndefined();
  expect(variants.experiment()).toBeUndefined();
  expect(variants.wantsDefinitions()).toBe(false);
});

test("an experiment gives half of the files each variant, and a file keeps its own for an hour", async () => {
  const { variants, clock } = create();
  await variants.start({ ...plan, variants: [settingsVariant, short] });
  const idsNow = () => files.map((uri) => variants.at(uri)?.facts.id);
  const before = idsNow();
  expect(new Set(before)).toEqual(new Set([1, 2]));
  expect(before.filter((id) => id === 1).length).toBeGreaterThan(160);
  expect(before.filter((id) => id === 1).length).toBeLessThan(240);
  clock.now += hourMs - 1;
  expect(idsNow()).toEqual(before);
  clock.now += 1;
  const flipped = idsNow().filter((id, index) => id !== before[index]).length;
  expect(flipped).toBeGreaterThan(160);
  expect(flipped).toBeLessThan(240);
});

test("hours of one file are split evenly, too, whatever the seed", () => {
  for (const seed of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
    const arms = Array.from({ length: 1_000 }, (_, hour) => armOf(seed, "file:///a.ts", hourOf(start) + hour));
    expect(Math.abs(arms.filter((arm) => arm === 0).length - 500)).toBeLessThan(80);
  }
});

test("a file in an hour is one place, and another hour is another one", async () => {
  const { variants, clock } = create();
  await variants.use(short);
  const placeOf = (uri: string) => variants.at(uri)?.facts.place;
  expect([placeOf("a"), placeOf("b"), placeOf("a")]).toEqual([1, 2, 1]);
  clock.now += hourMs;
  expect(placeOf("a")).toBe(3);
});

test("all windows see the experiment, and it keeps the choices that it started with", async () => {
  const { variants, open } = create();
  await variants.start({ ...plan, variants: [settingsVariant, short] });
  const second = open();
  expect(second.experiment()).toEqual(variants.experiment());
  expect(files.map((uri) => second.at(uri)?.choices)).toEqual(files.map((uri) => variants.at(uri)?.choices));
  expect(second.experiment()?.variants[1]).toMatchObject({ name: "short", choices: { maxLines: 1 }, id: 2 });
});

test("a stopped experiment leaves the variant that the user chose, or the settings", async () => {
  const { variants, clock } = create();
  await variants.start({ ...plan, variants: [settingsVariant, short] });
  clock.now += 5_000;
  await variants.stop(short);
  expect(variants.experiment()?.stoppedAt).toBe(start + 5_000);
  expect(variants.at("a")).toMatchObject({ choices: { maxLines: 1 }, facts: { id: 2 } });
  await variants.use(settingsVariant);
  expect(variants.at("a")).toBeUndefined();
});

test("a variant with other choices is another one in events, under the same name", async () => {
  const { variants } = create();
  await variants.use(short);
  await variants.use({ ...short, choices: { maxLines: 2 } });
  expect(variants.inUse()?.id).toBe(2);
  expect([variants.nameOf(1), variants.nameOf(2), variants.nameOf(3)]).toEqual(["short", "short", undefined]);
});

test("events of a variant are described with its model, and definitions are fetched if one wants them", async () => {
  const { variants } = create();
  await variants.start({ ...plan, variants: [settingsVariant, other] });
  expect([variants.modelOf(1), variants.modelOf(2)]).toEqual([undefined, "bigger:7b"]);
  expect(variants.wantsDefinitions()).toBe(true);
  await variants.stop(undefined);
  expect(variants.wantsDefinitions()).toBe(false);
});

test("what another version saved in another form counts as nothing", async () => {
  const nothing = { experiment: undefined, inUse: undefined };
  for (const junk of junkValues) {
    expect(readSavedVariants(junk)).toEqual(nothing);
    expect(readSavedVariants({ experiment: junk, inUse: junk })).toEqual(nothing);
    expect(readSavedVariants({ experiment: { ...plan, startedAt: 1, variants: [junk, junk] } })).toEqual(nothing);
    expect(readSavedVariants({ inUse: { name: "a", id: 1, choices: { maxLines: junk } } }).inUse).toBeUndefined();
  }
});
