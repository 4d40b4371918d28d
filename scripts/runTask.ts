import { CommandError } from "./command.ts";
import { SetUpError } from "./setUpError.ts";

/**
 * Runs a task's body and ends the process with the code it returns. What a person can put right is said in one
 * sentence; anything else is a defect of ours and shows its stack.
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

/** Resolves when everything written so far has left the process: a pipe takes its time. */
function printed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
