/** Time between two looks at a process, in milliseconds: the server ends within two seconds of its editor. */
const everyMs = 1_000;

/**
 * Calls back once when a process has ended. A pipe does not always tell: another process may hold it open.
 * @param processId of the editor
 */
export function watchParent(processId: number, onEnded: () => void): () => void {
  const timer = setInterval(() => {
    if (isAlive(processId)) return;
    clearInterval(timer);
    onEnded();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // A process of another user exists, too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
