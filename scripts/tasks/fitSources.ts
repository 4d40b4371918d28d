import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runTask } from "../runTask.ts";
import { SetUpError } from "../setUpError.ts";
import { fetchSources } from "../trainingSources/fetchSources.ts";
import { trainingSources } from "../trainingSources/sourceList.ts";

/** `npm run fit:sources -- --out DIR`: fetches the packages that `fit:engine -- --more DIR` learns from. */
await runTask(async (parameters) => {
  const { values } = parseArgs({ args: [...parameters], options: { out: { type: "string" } } });
  if (values.out === undefined) throw new SetUpError("Usage: npm run fit:sources -- --out DIR");
  const folder = resolve(process.env["INIT_CWD"] ?? process.cwd(), values.out);
  await fetchSources(trainingSources, folder);
  console.log(`${folder} contains the sources of ${trainingSources.length} packages.`);
  return 0;
});
