import { inCache } from "../../../scripts/paths.ts";

/** Where a failed test of the user interface leaves what helps to understand it. */
export function diagnosisFile(title: string): {
  readonly folder: string;
  readonly text: string;
  readonly picture: string;
} {
  const name = `failed-${title.replace(/\W+/g, "-").slice(0, 80)}`;
  const folder = inCache("screenshots");
  return { folder, text: inCache("screenshots", `${name}.txt`), picture: name };
}
