import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildForProduction } from "../build.ts";
import { runNpm } from "../command.ts";
import { inCache, inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";

/** `npm run package:lsp`: creates the npm package of the language server in the project's root. */
await runTask(async () => {
  await buildForProduction();
  const folder = inCache("package-lsp");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { version, license, description }: Record<string, string> = JSON.parse(
    await readFile(inProject("package.json"), "utf8"),
  );
  const manifest = {
    name: "hunch-lsp",
    version,
    description,
    license,
    bin: { "hunch-lsp": "hunch-lsp.cjs" },
    files: ["hunch-lsp.cjs"],
    engines: { node: ">=22" },
  };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await copyFile(inProject("dist/hunch-lsp.cjs"), join(folder, "hunch-lsp.cjs"));
  await chmod(join(folder, "hunch-lsp.cjs"), 0o755);
  await copyFile(inProject("docs/editors/README.md"), join(folder, "README.md"));
  await copyFile(inProject("LICENSE"), join(folder, "LICENSE"));
  await runNpm(["pack", "--silent", "--pack-destination", inProject()], { cwd: folder });
  console.log(`hunch-lsp-${version}.tgz`);
  return 0;
});
