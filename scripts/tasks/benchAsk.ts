import { inProject } from "../paths.ts";
import { runTool } from "../runTool.ts";

/** `npm run bench:ask -- --data DIR`: how well Ask finds the code that answers a question, without a model. */
await runTool(inProject("src/lab/bench/askQuestions.ts"), [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  "--disable-warning=ExperimentalWarning",
  "--expose-gc",
]);
