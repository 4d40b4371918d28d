import { familyOf } from "../../core/prompt/familyOf.ts";

/** Whether a model's name shows that it was trained to fill in the middle. */
export function fillsInTheMiddle(model: string): boolean {
  return familyOf({ family: "auto", model }) !== undefined;
}
