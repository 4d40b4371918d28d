import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runTask } from "../runTask.ts";
import { SetUpError } from "../setUpError.ts";
import { fetchSources } from "../trainingSources/fetchSources.ts";
import { languageSources, trainingSources } from "../trainingSources/sourceList.ts";

const usage = `Usage: npm run fit:sources -- --out DIR [--for-languages]

Fetches the packages that \`fit:engine -- --more DIR\` learns from.
  --for-languages   fetches more: those that \`fit:language -- --sources DIR\` counts in`;

/** `npm run fit:sources -- --out DIR [--for-languages]` */
await runTask(async (parameters) => {
  const options = { out: { type: "string" }, "for-languages": { type: "boolean" } } as const;
  const { values } = parseArgs({ args: [...parameters], options });
  if (values.out === undefined) throw new SetUpError(usage);
  const folder = resolve(process.env["INIT_CWD"] ?? process.cwd(), values.out);
  const sources = values["for-languages"] ? languageSources : trainingSources;
  await fetchSources(sources, folder);
  console.log(`${folder} contains the sources of ${sources.length} packages.`);
  return 0;
});
