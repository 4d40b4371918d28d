import { type DebianProgram, debianProgram } from "./debianProgram.ts";
import { findDebian } from "./findDebian.ts";

/**
 * Returns a real receiver of OTLP metrics: Debian's VictoriaMetrics. Its Prometheus has no OTLP receiver. Otherwise
 * returns a sentence with the reason.
 */
export async function findReceiver(): Promise<DebianProgram | string> {
  const debian = await findDebian();
  if (typeof debian === "string")
    return `No receiver of OTLP here. Put prometheus 3 or victoria-metrics on the PATH. ${debian}`;
  return debianProgram(debian.root, "usr/bin/victoria-metrics") ?? "Debian's VictoriaMetrics has no loader here.";
}
