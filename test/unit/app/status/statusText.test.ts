import { expect, test } from "vitest";
import type { HunchState } from "../../../../src/app/status/hunchState.ts";
import { statusText } from "../../../../src/app/status/statusText.ts";
import { english } from "../../../../src/core/types/translate.ts";

const textOf = (state: object, modelName?: string) =>
  statusText({ state: { title: "", why: undefined, ...state } as HunchState, modelName }, english);

test("without a model, the item is the name alone, with the icon of the state", () => {
  expect(textOf({ kind: "on" })).toBe("$(lightbulb) Hunch");
  expect(textOf({ kind: "onDemand" })).toBe("$(lightbulb-empty) Hunch");
  expect(textOf({ kind: "off", by: "file" })).toBe("$(circle-slash) Hunch");
  expect(textOf({ kind: "unhealthy" })).toBe("$(warning) Hunch");
});

test("a model that completes is named as long as Hunch suggests", () => {
  const model = "qwen2.5-coder:1.5b";
  expect(textOf({ kind: "on" }, model)).toBe("$(lightbulb) Hunch: qwen2.5-coder:1.5b");
  expect(textOf({ kind: "onDemand" }, model)).toBe("$(lightbulb-empty) Hunch: qwen2.5-coder:1.5b");
  expect(textOf({ kind: "unhealthy" }, model)).toBe("$(warning) Hunch: qwen2.5-coder:1.5b");
  expect(textOf({ kind: "off", by: "file" }, model)).toBe("$(circle-slash) Hunch");
  expect(textOf({ kind: "restricted" }, model)).toBe("$(shield) Hunch");
});

test("a snooze shows the minutes left instead", () => {
  expect(textOf({ kind: "snoozed", minutes: 14 }, "qwen")).toBe("$(bell-slash) Hunch 14 min");
  expect(textOf({ kind: "snoozed", minutes: Number.POSITIVE_INFINITY }, "qwen")).toBe("$(bell-slash) Hunch");
});

test("a name loses its owner or folder and what is too long, and draws no icons", () => {
  expect(textOf({ kind: "on" }, "onnx-community/Qwen2.5-Coder-1.5B-Instruct")).toBe(
    "$(lightbulb) Hunch: Qwen2.5-Coder-1.5B-…",
  );
  expect(textOf({ kind: "on" }, "C:\\models\\tiny\\")).toBe("$(lightbulb) Hunch: tiny");
  expect(textOf({ kind: "on" }, "$(error)")).toBe("$(lightbulb) Hunch: \\$(error)");
});
