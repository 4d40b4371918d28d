/**
 * Returns a function that resolves once other work has had the thread. By a message, because a browser delays nested
 * timers by 4 ms and those of a hidden page by a second.
 */
export function createYieldByMessage(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener("message", () => waiting.shift()?.());
  port1.start();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}
