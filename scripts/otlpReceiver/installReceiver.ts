import { existsSync } from "node:fs";
import { type DebianProgram, debianProgram } from "../debianProgram.ts";
import { canInstallDebian, installDebianRoot } from "../debianRoot.ts";
import { inCache } from "../paths.ts";
import { step } from "../step.ts";

/**
 * Returns a real receiver of OTLP metrics: VictoriaMetrics, Debian's package, installed into a separate root in .cache.
 * Debian's Prometheus has no OTLP receiver. Otherwise returns a sentence with the reason.
 */
export async function findReceiver(): Promise<DebianProgram | string> {
  const root = inCache("victoriaMetrics", "debian");
  if (!existsSync(root)) {
    if (!canInstallDebian()) {
      return "No receiver of OTLP here. Put prometheus 3 or victoria-metrics on the PATH, or run as root on Debian.";
    }
    const fault = await step("Installing VictoriaMetrics from Debian (once; about 40 s)", () =>
      installDebianRoot(root, ["victoria-metrics"]).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    );
    // Debian unstable is sometimes inconsistent. That should not prevent the other tests.
    if (fault !== undefined) return `VictoriaMetrics could not be installed from Debian. ${fault}`;
  }
  return debianProgram(root, "usr/bin/victoria-metrics") ?? "Debian's VictoriaMetrics has no loader here.";
}
