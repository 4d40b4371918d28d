import { readFile } from "node:fs/promises";
import { inProject } from "../../../scripts/paths.ts";

const fileOf = (name: string) => inProject("test/support/certificate", `${name}.pem`);

/** For NODE_EXTRA_CA_CERTS. */
export const trustedCertificate = fileOf("trusted");

/**
 * Certificate and key for a server: self-made, for 127.0.0.1 (the trusted one for models.invalid, too), good for a
 * hundred years. "trusted" is what a test tells VS Code to trust, "unknown" what nobody does.
 */
export async function readCertificate(name: "trusted" | "unknown"): Promise<{ cert: Buffer; key: Buffer }> {
  return { cert: await readFile(fileOf(name)), key: await readFile(fileOf(`${name}Key`)) };
}
