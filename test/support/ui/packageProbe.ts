import { mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { runNode } from "../../../scripts/command.ts";
import { inCache, inProject } from "../../../scripts/paths.ts";

const manifest = {
  name: "probe",
  publisher: "hunch-test",
  version: "0.0.1",
  engines: { vscode: "^1.100.0" },
  main: "./extension.js",
  activationEvents: ["onStartupFinished"],
  extensionKind: ["workspace"],
  license: "MIT",
  capabilities: { untrustedWorkspaces: { supported: true } },
};

/** Packages the probe as a .vsix and returns its path. */
export async function packageProbe(): Promise<string> {
  const folder = inCache("probe");
  const vsix = inCache("probe.vsix");
  await mkdir(folder, { recursive: true });
  await writeFile(inCache("probe", "package.json"), JSON.stringify(manifest));
  await build({
    entryPoints: [inProject("test/support/ui/probeExtension.ts")],
    outfile: inCache("probe", "extension.js"),
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
