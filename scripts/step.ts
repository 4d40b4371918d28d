/** Seconds with one decimal, as "3.2 s". */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Says on standard error what is being done, and when it is done how long it took; on a terminal the seconds count up.
 * @param label what is done, without a full stop: "Building the extension"
 */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const { stderr } = process;
  const start = performance.now();
  const since = () => seconds(performance.now() - start);
  const draw = () => stderr.write(`\r  … ${label} (${since()})\x1b[K`);
  const timer = stderr.isTTY ? setInterval(draw, 500) : undefined;
  if (stderr.isTTY) draw();
  const finish = (mark: string) => {
    clearInterval(timer);
    stderr.write(`${stderr.isTTY ? "\r" : ""}  ${mark} ${label} (${since()})${stderr.isTTY ? "\x1b[K" : ""}\n`);
  };
  try {
    const result = await work();
    finish("✓");
    return result;
  } catch (error) {
    finish("✗");
    throw error;
  }
}
