import { build } from "esbuild";
import { inProject } from "../../../scripts/paths.ts";
import { webBuild } from "../../../scripts/webBuild.ts";
import { virtualScheme } from "./virtualScheme.ts";

/** Files of the probe for a browser, by name. @param test address of the test's server */
export async function buildWebProbe(test: string): Promise<Readonly<Record<string, string>>> {
  const { outputFiles } = await build({
    ...webBuild("extension.js"),
    entryPoints: [inProject("test/support/web/webProbeExtension.ts")],
    write: false,
  });
  const manifest = {
    name: "web-probe",
    publisher: "hunch-test",
    version: "0.0.1",
    engines: { vscode: "^1.100.0" },
    browser: "./extension.js",
    activationEvents: ["onStartupFinished", `onFileSystem:${virtualScheme}`],
    capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
    test,
  };
  return { "package.json": JSON.stringify(manifest), "extension.js": outputFiles?.[0]?.text ?? "" };
}
