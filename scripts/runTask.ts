import { CommandError } from "./command.ts";
import { SetUpError } from "./setUpError.ts";

/**
 * Runs a task and ends the process with the returned code. Errors that the user can fix are printed as a sentence, all
 * others, which are defects of Hunch, with their stack.
 */
export async function runTask(body: (parameters: readonly string[]) => Promise<number>): Promise<never> {
  const code = await body(process.argv.slice(2)).catch((error: unknown) => {
    const known = error instanceof SetUpError || error instanceof CommandError;
    console.error(known ? `\n${error.message}` : error);
    return 1;
  });
  await printed(process.stdout);
  process.exit(code);
}

/** Resolves when everything written so far has left the process. A pipe may be slow. */
function printed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
