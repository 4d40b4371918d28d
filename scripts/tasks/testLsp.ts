import { findNeovim } from "../debian/findNeovim.ts";
import { runTask } from "../runTask.ts";
import { runLspSuite } from "../suites/lspSuite.ts";
import { reportSuites } from "../suites/reportSuites.ts";
import { countTests } from "../suites/suiteResult.ts";

/** `npm run test:lsp`: tests the language server over stdio and in a real Neovim, and says why if there is none. */
await runTask(async () => {
  const neovim = await findNeovim();
  if (typeof neovim === "string") console.log(`The language server was not tested in Neovim: ${neovim}`);
  const result = await runLspSuite(neovim);
  reportSuites([result]);
  return countTests([result], "failed") === 0 ? 0 : 1;
});
