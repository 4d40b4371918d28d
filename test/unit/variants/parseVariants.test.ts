import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { choiceChecks, parseVariants, parseVariantsFile } from "../../../src/core/variants/parseVariants.ts";

const faultsIn = (choices: unknown, origin: "user" | "workspace" = "user") =>
  parseVariants({ tried: choices }, origin, ".hunch/variants.json").faults;

test("a variant with valid choices is read, with its name and description", () => {
  const choices = { maxLines: 3, eagerness: "quiet", snippets: { window: 2, outline: false } };
  const text = JSON.stringify({ variants: { short: { description: "Fewer lines", ...choices } } });
  expect(parseVariantsFile(text, "workspace", "x")).toEqual({
    variants: [{ name: "short", description: "Fewer lines", choices }],
    faults: [],
  });
});

test.each(["model", "baseUrl", "protocol", "url", "server", "apiKey", "headers", "endpoint", "key"])(
  "a workspace file can't set %s: it is refused with a sentence, and the variant is left out",
  (name) => {
    const { variants, faults } = parseVariants({ tried: { maxLines: 1, [name]: "x" } }, "workspace", "variants.json");
    expect(variants).toEqual([]);
    expect(faults).toEqual([
      `In variants.json, variant "tried" has "${name}", which is refused: a workspace can't change where code is sent. Set it in your own settings.`,
    ]);
  },
);

test("the user's own settings may name a model, but no server", () => {
  expect(faultsIn({ model: "qwen2.5-coder:3b" })).toEqual([]);
  expect(faultsIn({ baseUrl: "http://elsewhere" })).toEqual([expect.stringContaining("is not a choice")]);
});

test.each([
  [{ maxLines: 0 }, "a whole number from 1 to 100"],
  [{ eagerness: "loud" }, 'one of "quiet", "balanced", "eager"'],
  [{ shares: { prefix: 0.5, suffix: 0.5, snippets: 0.5 } }, "that sum to 1"],
  [{ snippets: { windows: 3 } }, "by kind"],
  [{ snippets: { window: -1 } }, "by kind"],
  [{ model: "" }, "the name of a model"],
  [{ colour: "red" }, 'has "colour", which is not a choice. The choices are eagerness,'],
  ["short", "must be an object of choices"],
])("%j is named with what is expected", (choices, expected) => {
  expect(faultsIn(choices)).toEqual([expect.stringContaining(expected)]);
});

test.each(["", "{", "[]", "null", "7", '{"variants": []}', '{"variants": {"": {}}}'])("%j gives a sentence", (text) => {
  const { variants, faults } = parseVariantsFile(text, "workspace", ".hunch/variants.json");
  expect(variants).toEqual([]);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(/\.hunch\/variants\.json.*\.$/s);
});

test("names of object members of every object are not choices", () => {
  expect(faultsIn(JSON.parse('{"__proto__": 1, "constructor": 2}'))).toHaveLength(2);
});

const schema = JSON.parse(readFileSync("media/schemas/variants.schema.json", "utf8"));

test("the editor's schema of workspace files has every choice but the model, with a description and an example's bounds", () => {
  const { properties } = schema.definitions.variant;
  expect(Object.keys(properties).toSorted()).toEqual(
    ["description", ...Object.keys(choiceChecks).filter((name) => name !== "model")].toSorted(),
  );
  for (const [name, { description, enum: words, minimum, maximum }] of Object.entries<{
    description?: string; enum?: string[]; minimum?: number; maximum?: number;
  }>(properties)) {
    expect(description, name).toMatch(/^[A-Z].*\.$/);
    for (const word of words ?? []) expect(faultsIn({ [name]: word })).toEqual([]);
    for (const bound of [minimum, maximum]) if (bound !== undefined) expect(faultsIn({ [name]: bound })).toEqual([]);
    if (minimum !== undefined) expect(faultsIn({ [name]: minimum - 1 })).toHaveLength(1);
    if (maximum !== undefined) expect(faultsIn({ [name]: maximum + 1 })).toHaveLength(1);
  } // biome-ignore format: a record
});

test("the setting has the same choices, and the model", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const settings = Object.assign(
    {},
    ...manifest.contributes.configuration.map((section: { properties: object }) => section.properties),
  );
  const { model, ...others } = settings["hunch.statistics.variants"].additionalProperties.properties;
  expect(others).toEqual(schema.definitions.variant.properties);
  expect(model.type).toBe("string");
});
