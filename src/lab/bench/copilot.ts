import { parseArgs } from "node:util";
import { loadCases } from "../replay/loadCases.ts";
import { compareKeystrokes, compareRequests } from "./compareEngines.ts";
import { compareSearches, compareSearchTimes } from "./compareSearch.ts";
import { CopilotEngine } from "./copilotEngine.ts";
import { installCopilot } from "./copilotPackage.ts";

const usage = `Usage: npm run bench:copilot [-- --data DIR] [--limit N]

Compares Copilot's engine, as @vscode/chat-lib on npm publishes it, with Hunch: the same cases, machine and run.
The package is installed into .cache/copilot by this command alone. Without --data only the times are measured.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: "string" }, limit: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  installCopilot();
  console.log("Snippet search alone, without Copilot's limit of file size, in milliseconds:");
  console.log(await compareSearchTimes());
  const engine = new CopilotEngine();
  console.log("\nWhole engines, milliseconds from the keystroke until the request is sent:");
  console.log(await compareKeystrokes(engine));
  if (values.data === undefined) return;
  const all = loadCases(values.data);
  const every = Math.max(1, Math.floor(all.length / Number(values.limit ?? all.length)));
  const cases = all.filter((_, at) => at % every === 0);
  console.log("\nSnippets within a budget:");
  console.log(await compareSearches(cases));
  console.log("\nWhole engines, contents of their requests:");
  console.log(await compareRequests(engine, cases));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
