import type { Translate } from "../types/translate.ts";
import { settingsVariant } from "./variant.ts";

/** A variant's name as it is shown: as the user wrote it. Only the name of Hunch's own variant is translated. */
export function variantLabel(name: string, t: Translate): string {
  return name === settingsVariant.name ? t(name) : name;
}
