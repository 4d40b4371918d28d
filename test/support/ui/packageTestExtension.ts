import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { runNode } from "../../../scripts/command.ts";
import { inCache, inProject } from "../../../scripts/paths.ts";

/** Extensions that are installed beside Hunch in tests only. */
const extensions = {
  /** In every window. */
  probe: { publisher: "hunch-test", entry: "probeExtension.ts" },
  /** Has the id of a completer that Hunch knows. */
  continue: { publisher: "Continue", entry: "otherCompleterExtension.ts" },
} as const;

const manifest = {
  version: "0.0.1",
  engines: { vscode: "^1.100.0" },
  main: "./extension.js",
  activationEvents: ["onStartupFinished"],
  extensionKind: ["workspace"],
  license: "MIT",
  capabilities: { untrustedWorkspaces: { supported: true } },
};

/** Packages a test extension as a .vsix and returns its path. */
export async function packageTestExtension(name: keyof typeof extensions): Promise<string> {
  const { publisher, entry } = extensions[name];
  const folder = inCache("testExtensions", name);
  const vsix = `${folder}.vsix`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, publisher, ...manifest }));
  await build({
    entryPoints: [inProject("test/support/ui", entry)],
    outfile: join(folder, "extension.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "warning",
  });
  const flags = ["--no-dependencies", "--allow-missing-repository", "--skip-license", "--out", vsix];
  await runNode("node_modules/@vscode/vsce/vsce", ["package", ...flags], { cwd: folder });
  return vsix;
}
