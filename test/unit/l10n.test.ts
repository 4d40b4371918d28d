import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Function as FunctionNode, type Node, type ParamPattern, type Program, Visitor } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { sentenceOfVerdict } from "../../src/app/servers/sentenceOfVerdict.ts";
import { dashboard } from "../../src/app/status/dashboard.ts";
import type { Overview } from "../../src/app/status/overview.ts";
import { guardFetch } from "../../src/core/server/http/guardFetch.ts";
import { networkError } from "../../src/core/server/http/networkError.ts";
import { modelErrorOf } from "../../src/core/server/http/serverError.ts";
import { ModelError } from "../../src/core/types/model.ts";
import { english, type Translate } from "../../src/core/types/translate.ts";
import { nameOf, parseSources, parseText, textOf, textsOf } from "../support/l10n/collectTexts.ts";

const sources = parseSources("src");
const texts: ReadonlySet<string> = new Set(sources.flatMap(([, program]) => textsOf(program)));
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const bundles = globSync("l10n/bundle.l10n.*.json").map((file) => {
  const bundle: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, "utf8"));
  return [basename(file).replace(/^bundle\.l10n\.|\.json$/g, ""), bundle] as const;
});
const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([hole]) => hole).toSorted();

test("VS Code finds German and Simplified Chinese, the languages of the manifest", () => {
  expect(manifest.l10n).toBe("./l10n");
  const ofManifest = globSync("l10n/manifest.*.json").map((file) => basename(file).replace(/^manifest\.|\.json$/g, ""));
  expect(bundles.map(([language]) => language).toSorted()).toEqual(ofManifest.toSorted());
  expect(ofManifest.toSorted()).toEqual(["de", "zh-cn"]);
});

describe.each(bundles)("%s", (_, bundle) => {
  test("every text of the code is translated, and no translation is left over", () => {
    expect(texts.size).toBeGreaterThan(700);
    expect([...texts].filter((text) => !bundle[text])).toEqual([]);
    expect(Object.keys(bundle).filter((text) => !texts.has(text))).toEqual([]);
  });

  test("translations have the placeholders of their texts", () => {
    for (const [text, translation] of Object.entries(bundle))
      expect(placeholders(translation), text).toEqual(placeholders(text));
  });
});

test("no text goes to the user around the translations", () => {
  expect(sources.filter(([path]) => /^src.(vscode|webview)./.test(path)).flatMap(literalsShown)).toEqual([]);
});

test("no words are left in the code of the editor and its pages that are not translated, logged or thrown", () => {
  const faults = sources
    .filter(([path]) => /^src.(vscode|webview)./.test(path) && !technical.some((name) => path.endsWith(name)))
    .flatMap(([path, program]) => wordsOutside(program).map((text) => `${path}: ${text}`));
  expect(faults).toEqual([]);
  expect(wordsOutside(parseText('const label = isOne ? "One line" : `${count} more lines`;'))).toHaveLength(2);
});

test("the test of texts around the translations finds them", () => {
  const shown = `
    window.showInformationMessage("Saved it.", { modal: true }, "Undo it");
    const item = { label: "$(gear) Open it", tooltip: \`About \${it}\`, command: "hunch.it" };
    item.title = "Its title";
    element("p", { class: "quiet", title: "Its hint" }, "Its text");`;
  const translated =
    'window.showInformationMessage(t("Saved it.")); const item = { label: `$(gear) ${t("Open it")}` };';
  expect(literalsIn(parseText(shown))).toHaveLength(7);
  expect(literalsIn(parseText(translated))).toEqual([]);
});

test("whatever VS Code calls and can translate is given the translations", () => {
  const translating = new Set(
    sources.filter(([path]) => /^src.(app|core)./.test(path)).flatMap(([, program]) => translatingFunctions(program)),
  );
  expect(translating.size).toBeGreaterThan(10);
  const faults = sources
    .filter(([path]) => /^src.vscode./.test(path))
    .flatMap(([path, program]) => callsWithoutTranslations(program, translating).map((name) => `${path}: ${name}`));
  expect(faults).toEqual([]);
});

const [, german = {}] = bundles.find(([language]) => language === "de") ?? [];
const t: Translate = (text, ...args) => english(german[text] ?? text, ...args);

test("with a bundle, sentences of the product are in its language", () => {
  const overview: Overview = {
    state: { kind: "on", title: t("On"), why: undefined },
    today: t("No suggestions yet today"),
    model: undefined,
    modelName: undefined,
    isTrusted: true,
    toggles: [{ scope: "language", isOn: true, language: "Go" }],
  };
  expect(dashboard(overview, t)).toMatch(/^\*\*Hunch: An\*\*\n\nKein Modell: .*Ausschalten: \[Go\]/s);
  const verdict = { usable: true, steps: [], models: [], medianFirstTokenMs: 120 };
  expect(sentenceOfVerdict(verdict, { model: "qwen", protocol: "ollama" }, t).sentence).toBe(
    "qwen ist bereit, 120 ms bis zum ersten Token (Ollama).",
  );
});

test("with a bundle, details of a model's errors are in its language, but not the words of others", async () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const { wording } = networkError(refused, "http://localhost:1234/v1/models");
  expect(t(...wording)).toBe("ECONNREFUSED auf http://localhost:1234");
  expect(t(...modelErrorOf({ status: 503, body: undefined, secret: [] }).wording)).toBe("Status 503");
  const fetch = () => Promise.resolve(Response.redirect("https://example.com/v1", 307));
  const moved = guardFetch({ fetch, key: () => Promise.resolve(undefined) })("http://localhost:1234/v1");
  const error = await moved.catch((reason: unknown) => reason);
  expect(error instanceof ModelError && t(...error.wording)).toMatch(
    /^der Server leitet zu https:..example.com weiter/,
  );
  for (const body of ["no connection", "{0} files"])
    expect(t(...modelErrorOf({ status: 500, body, secret: [] }).wording)).toBe(body);
});

/** Properties that the editor or a page shows. */
const shownProperties: ReadonlySet<string> = new Set([
  "title",
  "placeHolder",
  "placeholder",
  "prompt",
  "label",
  "description",
  "detail",
  "tooltip",
  "saveLabel",
  "textContent",
  "aria-label",
  "explanation",
  "summary",
  "caption",
]);

function literalsShown([path, program]: (typeof sources)[number]): readonly string[] {
  return literalsIn(program).map((text) => `${path}: ${text}`);
}

/** Texts with words that are shown as they are. */
function literalsIn(program: Program): readonly string[] {
  const found: string[] = [];
  const marked: Node[] = [];
  const check = (node: Node | null | undefined) => {
    if (!node || marked.some(({ start, end }) => start <= node.start && node.end <= end)) return;
    const text =
      node?.type === "TemplateLiteral"
        ? node.quasis.map(({ value }) => value.raw).join(" ")
        : textOf(node ?? undefined);
    // Names of commands of the panels, such as /fix and #file:, are the same in every language.
    const words = text?.replace(/\$\([a-z~-]+\)|\bHunch\b|^[/#]\w+:?$|^https?:\S+$/g, "") ?? "";
    if (/[A-Za-z]{3}/.test(words)) found.push(text ?? "");
  };
  new Visitor({
    Property({ key, value }) {
      const name = key.type === "Identifier" ? key.name : textOf(key);
      if (name !== undefined && shownProperties.has(name)) check(value);
    },
    AssignmentExpression({ left, right }) {
      if (
        left.type === "MemberExpression" &&
        left.property.type === "Identifier" &&
        shownProperties.has(left.property.name)
      )
        check(right);
    },
    CallExpression(call) {
      const name = nameOf(call) ?? "";
      if (name === "translatable") marked.push(call);
      if (/^show\w+Message$/.test(name)) call.arguments.forEach(check);
      if (name === "element" || name === "button") call.arguments.slice(1).forEach(check);
      if (name === "createWebviewPanel") check(call.arguments[1]);
    },
  }).visit(program);
  return found;
}

/** Files with texts of several words that nobody reads: pictures, styles, policies, formats of git, samples. */
const technical = [
  "panelHtml.ts",
  "drawBox.ts",
  "nextEditDecorations.ts",
  "gitText.ts",
  "createVariantsFile.ts",
  "openSample.ts",
  "startUp.ts",
];

/** Texts of two and more words that are not translated, logged or thrown. */
function wordsOutside(program: Program): readonly string[] {
  const found: string[] = [];
  const handled: Node[] = [];
  const check = (node: Node, text: string) => {
    const isHandled = handled.some(({ start, end }) => start <= node.start && node.end <= end);
    if (!isHandled && /\p{L}{2}\S* \p{L}{2}/u.test(text)) found.push(text);
  };
  new Visitor({
    CallExpression(call) {
      if (/^(t|translatable|info|warn|debug|error|querySelector|querySelectorAll)$/.test(nameOf(call) ?? ""))
        handled.push(call);
    },
    NewExpression(created) {
      if (created.callee.type === "Identifier" && created.callee.name.endsWith("Error")) handled.push(created);
    },
    Property({ key, value }) {
      if (key.type === "Identifier" && key.name === "class") handled.push(value);
    },
    Literal(node) {
      if (typeof node.value === "string") check(node, node.value);
    },
    TemplateLiteral(node) {
      check(node, node.quasis.map(({ value }) => value.raw).join("{}"));
    },
  }).visit(program);
  return found;
}

function translatingFunctions(program: Program): readonly string[] {
  const names: string[] = [];
  new Visitor({
    ExportNamedDeclaration({ declaration }) {
      if (declaration?.type === "FunctionDeclaration" && takesTranslations(declaration))
        names.push(declaration.id?.name ?? "");
    },
  }).visit(program);
  return names;
}

function takesTranslations({ params }: FunctionNode): boolean {
  return params.some((param: ParamPattern) => {
    const pattern = param.type === "AssignmentPattern" ? param.left : param;
    return pattern.type === "Identifier" && pattern.name === "t";
  });
}

function callsWithoutTranslations(program: Program, names: ReadonlySet<string>): readonly string[] {
  const faults: string[] = [];
  const own = new Set<string>();
  new Visitor({
    FunctionDeclaration({ id }) {
      if (id) own.add(id.name);
    },
  }).visit(program);
  new Visitor({
    CallExpression(call) {
      const name = nameOf(call) ?? "";
      if (call.callee.type !== "Identifier" || !names.has(name) || own.has(name)) return;
      if (!call.arguments.some((each) => each.type === "Identifier" && each.name === "t")) faults.push(name);
    },
  }).visit(program);
  return faults;
}
