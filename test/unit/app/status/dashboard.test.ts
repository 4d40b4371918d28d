import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { dashboard } from "../../../../src/app/status/dashboard.ts";
import { modelLabel, modelName } from "../../../../src/app/status/modelLabel.ts";
import { dashboardCommands, type Overview, remedyOf } from "../../../../src/app/status/overview.ts";
import { todaySentence } from "../../../../src/app/status/todaySentence.ts";
import { emptyTally } from "../../../../src/core/statistics/outcomeCounts.ts";
import { english } from "../../../../src/core/types/translate.ts";

const on: Overview = {
  state: { kind: "on", title: "On", why: undefined },
  today: "No suggestions yet today",
  model: undefined,
  modelName: undefined,
  isTrusted: true,
  toggles: (["file", "language", "workspace", "everywhere"] as const).map((scope) => {
    return { scope, isOn: true, language: "C++ [x](y)" };
  }),
};
const off: Overview = {
  ...on,
  state: { kind: "off", by: "workspace", title: "Off in this workspace", why: undefined },
  toggles: on.toggles.map((each) => ({ ...each, isOn: each.scope !== "workspace" })),
};

/** The links as a reader sees them, and what they run. */
function linksIn(markdown: string): readonly { readonly label: string; readonly command: string; args: unknown }[] {
  return Array.from(
    new MarkdownIt().render(markdown).matchAll(/<a href="command:([\w.]+)\??([^"]*)">([^<]*)<\/a>/g),
    (match) => {
      const [, command = "", query = "", label = ""] = match;
      return { label, command, args: query ? JSON.parse(decodeURIComponent(query)) : [] };
    },
  );
}

test("the dashboard links to every switch, snooze and page, and to nothing that it may not run", () => {
  const links = linksIn(dashboard(on, english));
  expect(links.map(({ label }) => label)).toEqual([
    "Choose a Model…",
    "Statistics",
    "this file",
    "C++ [x](y)",
    "this workspace",
    "everywhere",
    "5 min",
    "15 min",
    "60 min",
    "until restart",
    "Explain Suggestions",
    "Ask…",
    "Settings",
    "Keyboard Shortcuts",
  ]);
  expect(links.filter(({ command }) => !dashboardCommands.some((each) => each === command))).toEqual([]);
  expect(links.filter(({ command }) => command === "hunch.snooze").map(({ args }) => args)).toEqual([
    [5],
    [15],
    [60],
    ["untilRestart"],
  ]);
});

test("the first line names the state and what helps", () => {
  const [first] = linksIn(dashboard(off, english));
  expect(dashboard(off, english)).toMatch(/^\*\*Hunch: Off in this workspace\*\*/);
  expect(first).toMatchObject({ label: "Turn On in This Workspace", command: "hunch.toggleWorkspace" });
  const snoozed: Overview = { ...on, state: { kind: "snoozed", minutes: 3, title: "Snoozed", why: undefined } };
  expect(linksIn(dashboard(snoozed, english))[0]).toMatchObject({ label: "Resume", command: "hunch.resume" });
  expect(linksIn(dashboard(snoozed, english)).filter(({ command }) => command === "hunch.snooze")).toEqual([]);
});

test("switches that turn something on are apart from those that turn something off", () => {
  const lines = dashboard(off, english).split("\n");
  expect(lines.find((line) => line.startsWith("Turn off: "))).not.toContain("this workspace");
  expect(lines.find((line) => line.startsWith("Turn on: "))).toMatch(/^Turn on: \[this workspace\]\([^)]*\)$/);
});

test("nothing helps against a secret file, and nothing is needed when all is well", () => {
  expect(
    remedyOf({ ...on, state: { kind: "off", by: undefined, title: "Off", why: "A secret." } }, english),
  ).toBeUndefined();
  expect(remedyOf(on, english)).toBeUndefined();
});

test("in Restricted Mode no model can be chosen", () => {
  const links = linksIn(dashboard({ ...on, isTrusted: false }, english));
  expect(links.map(({ command }) => command)).not.toContain("hunch.chooseModel");
});

test("a model's name is shown as it is", () => {
  const text = dashboard({ ...on, model: "a*b*](command:evil) <i>" }, english);
  expect(new MarkdownIt().render(text)).toContain("a*b*](command:evil) &lt;i&gt;");
});

test("a model is named with the place where it runs", () => {
  const config = { protocol: "ollama", baseUrl: "localhost:11434", model: "qwen", fimFamily: "auto" } as const;
  expect(modelLabel(config, english)).toBe("qwen at localhost:11434");
  expect(modelLabel({ ...config, model: "" }, english)).toBe("the server's model at localhost:11434");
  expect(modelLabel({ ...config, baseUrl: "" }, english)).toBe("qwen at no valid address");
  expect(modelLabel({ ...config, protocol: "transformers" }, english)).toBe("qwen in this editor");
  expect(modelName(config, english)).toBe("qwen");
  expect(modelName({ ...config, model: "" }, english)).toBe("localhost:11434");
});

test("today's figures count what was used, and show apart what was typed by hand", () => {
  expect(todaySentence(emptyTally(), english)).toBe("No suggestions yet today");
  const some = { ...emptyTally(), shown: 20, accepted: 14, typed: 3, rejected: 1, ignored: 1, acceptedCharacters: 254 };
  expect(todaySentence(some, english)).toBe(
    "Today: 17 of 19 suggestions used, 3 of them typed by hand, 240 keystrokes saved",
  );
  expect(todaySentence({ ...emptyTally(), shown: 1, ignored: 1 }, english)).toBe("Today: 0 of 1 suggestions used");
});
