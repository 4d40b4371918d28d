import { inCache } from "../../../scripts/paths.ts";

/** Returns the paths of the diagnosis of a failed UI test. */
export function diagnosisFile(title: string): {
  readonly folder: string;
  readonly text: string;
  readonly picture: string;
} {
  const name = `failed-${title.replace(/\W+/g, "-").slice(0, 80)}`;
  const folder = inCache("screenshots");
  return { folder, text: inCache("screenshots", `${name}.txt`), picture: name };
}
