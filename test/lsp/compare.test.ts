import { globSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { expect, test } from "vitest";
import { languages } from "../../src/core/code/languages/languages.ts";
import type { Cursor } from "../../src/core/types/cursor.ts";
import { EmbeddedCore } from "../support/lsp/embeddedCore.ts";
import { LspClient } from "../support/lsp/lspClient.ts";

interface Sample {
  readonly path: string;
  readonly languageId: string;
  readonly lines: readonly string[];
}

const casesPerLanguage = 25;
const samples: readonly Sample[] = globSync("samples/*/**/*.{ts,py,go,rs}")
  .sort()
  .map((path) => ({ path, languageId: languages.ofPath(path), lines: readFileSync(path, "utf8").split("\n") }));

/** Lines that are cut in the middle, spread evenly over the files of a language. */
function cutsIn(files: readonly Sample[]) {
  const all = files.flatMap((file) =>
    file.lines.flatMap((text, line) => (text.trim().length > 12 ? [{ file, line, column: cutOf(text) }] : [])),
  );
  return Array.from({ length: casesPerLanguage }, (_, at) => all[Math.floor((at * all.length) / casesPerLanguage)]);
}

function cutOf(text: string): number {
  const start = text.length - text.trimStart().length;
  return start + Math.floor((text.length - start) * 0.4);
}

for (const ending of [".ts", ".py", ".go", ".rs"]) {
  test(`${casesPerLanguage} cursors in *${ending} get the same suggestions over stdio as from the core`, async () => {
    const files = samples.filter(({ path }) => extname(path) === ending).slice(0, 12);
    await using client = await LspClient.start();
    for (const { path, languageId, lines } of files) client.open(path, lines.join("\n"), languageId);
    await client.learnt();
    let order = files;
    let suggested = 0;
    for (const [at, cut] of cutsIn(files).entries()) {
      if (!cut) continue;
      const { file, line, column } = cut;
      const lines = file.lines.with(line, (file.lines[line] ?? "").slice(0, column));
      order = [...order.filter((each) => each !== file), file];
      const core = new EmbeddedCore();
      core.learn(order.map((each) => sourceOf(client, each, each === file ? lines : each.lines)));
      const isExplicit = at % 2 === 0;
      const expected = await core.complete(cursorIn(client, file, lines, line), isExplicit);

      client.close(file.path);
      client.open(file.path, lines.join("\n"), file.languageId);
      await client.learnt();
      const items = await client.complete(file.path, line, column, isExplicit ? 1 : 2);
      // An automatic request gets alternatives over the protocol, after what the core suggests.
      const texts = items.map(({ insertText }) => insertText);
      expect(isExplicit ? texts : texts.slice(0, 1), `${file.path}:${line + 1}`).toEqual(
        expected.map(({ text }) => text),
      );
      if (expected.length > 0) suggested++;
      client.close(file.path);
      client.open(file.path, file.lines.join("\n"), file.languageId);
    }
    expect(suggested).toBeGreaterThan(4);
  });
}

function sourceOf(client: LspClient, { path, languageId }: Sample, lines: readonly string[]) {
  return { uri: client.uri(path), path, languageId, version: 1, lines };
}

function cursorIn(client: LspClient, { path, languageId }: Sample, lines: readonly string[], line: number): Cursor {
  const prefix = lines.slice(0, line + 1).join("\n");
  return {
    uri: client.uri(path),
    path,
    languageId,
    version: 1,
    line,
    prefix,
    suffix: `\n${lines.slice(line + 1).join("\n")}`,
    indentation: { insertSpaces: !/^\t/m.test(prefix), tabSize: /^ {2}\S/m.test(prefix) ? 2 : 4 },
  };
}
