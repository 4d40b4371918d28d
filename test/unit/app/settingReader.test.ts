import fc from "fast-check";
import { expect, test } from "vitest";
import { type SettingName, settingDefaults } from "../../../src/app/settings/settingDefaults.ts";
import { createSettingReader, type SettingWarning } from "../../../src/app/settings/settingReader.ts";

function read<T>(name: SettingName, value: unknown, as: (reader: ReturnType<typeof createSettingReader>) => T) {
  const warnings: SettingWarning[] = [];
  const reader = createSettingReader(
    (each) => (each === name ? value : settingDefaults[each]),
    (warning) => void warnings.push(warning),
  );
  return { used: as(reader), sentences: warnings.map(({ sentence }) => sentence) };
}

const lines = (value: unknown) =>
  read("hunch.completion.maxLines", value, (of) => of.number("hunch.completion.maxLines", 1, 100));
const globs = (value: unknown) => read("hunch.context.exclude", value, (of) => of.globs("hunch.context.exclude"));

test("valid values are used without a warning", () => {
  expect(lines(25)).toEqual({ used: 25, sentences: [] });
  expect(globs(["a", "b/**"])).toEqual({ used: ["a", "b/**"], sentences: [] });
  expect(read("hunch.model.baseUrl", " http://a ", (of) => of.text("hunch.model.baseUrl")).used).toBe("http://a");
});

test("a warning says what is wrong, what is expected, and which value is used until then", () => {
  expect(lines("many")).toEqual({
    used: 10,
    sentences: [
      '"hunch.completion.maxLines" is "many": set it to a whole number from 1 to 100. Until then Hunch uses 10.',
    ],
  });
  const trigger = read("hunch.completion.trigger", "never", (of) =>
    of.choice("hunch.completion.trigger", ["automatic", "onDemand"]),
  );
  expect(trigger.used).toBe("automatic");
  expect(trigger.sentences[0]).toContain('set it to one of "automatic", "onDemand"');
});

test.each([-1, 0, 101, 1e9, 2.6, Number.NaN, null, "5"])("%s lines count as the default, with a warning", (value) => {
  expect(lines(value)).toMatchObject({ used: 10, sentences: [expect.stringContaining("Until then Hunch uses 10.")] });
});

test("the globs of a list with junk are used", () => {
  const { used, sentences } = globs([1, null, "", "a", {}, "x".repeat(70_000)]);
  expect(used).toEqual(["a"]);
  expect(sentences).toHaveLength(1);
  expect(sentences[0]?.length).toBeLessThan(250);
});

test("a glob that can't match any file is reported", () => {
  const { used, sentences } = globs(["docs", "!src/**"]);
  expect(used).toEqual(["docs", "!src/**"]);
  expect(sentences).toEqual([expect.stringMatching(/^"!src\/\*\*" in "hunch.context.exclude" matches no file: .*\.$/)]);
});

test("every method returns its own type, whatever the settings contain", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.constant(undefined)), (value) => {
      const reader = createSettingReader(() => value);
      expect(typeof reader.flag("hunch.completion.enabled")).toBe("boolean");
      expect(typeof reader.text("hunch.model.name")).toBe("string");
      expect(reader.globs("hunch.context.exclude").every((each) => typeof each === "string")).toBe(true);
      expect(Number.isInteger(reader.number("hunch.completion.maxLines", 1, 100))).toBe(true);
      expect(["a", "b"]).toContain(reader.choice("hunch.model.delay", ["a", "b"]));
    }),
  );
});
