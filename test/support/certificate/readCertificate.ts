import { readFile } from "node:fs/promises";
import { inProject } from "../../../scripts/paths.ts";

const fileOf = (name: string) => inProject("test/support/certificate", `${name}.pem`);

/** Path of the trusted certificate, for NODE_EXTRA_CA_CERTS. */
export const trustedCertificate = fileOf("trusted");

/**
 * Reads a self-signed certificate and its key for 127.0.0.1, and the trusted one also for models.invalid. Both are
 * valid for a hundred years. Tests configure VS Code to trust "trusted"; nothing trusts "unknown".
 */
export async function readCertificate(name: "trusted" | "unknown"): Promise<{ cert: Buffer; key: Buffer }> {
  return { cert: await readFile(fileOf(name)), key: await readFile(fileOf(`${name}Key`)) };
}
