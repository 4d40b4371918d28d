import type { Translate } from "../../core/types/translate.ts";
import { untilRestart } from "../completion/silence.ts";
import type { HunchState } from "./hunchState.ts";
import type { Overview } from "./overview.ts";

/** A codicon for each state. */
const icons = {
  on: "lightbulb",
  onDemand: "lightbulb-empty",
  off: "circle-slash",
  snoozed: "bell-slash",
  restricted: "shield",
  unhealthy: "warning",
} as const satisfies Readonly<Record<HunchState["kind"], string>>;

/** Characters of a model's name that the status bar has room for: "qwen2.5-coder:1.5b" and a little more. */
const mostCharacters = 20;

/**
 * Text of the status bar item, with an icon in the editor's syntax: the state, and what matters most in it. That is the
 * time left while Hunch is snoozed, and the model's name while a model completes.
 */
export function statusText({ state, modelName }: Pick<Overview, "state" | "modelName">, t: Translate): string {
  const name = `$(${icons[state.kind]}) Hunch`;
  switch (state.kind) {
    case "snoozed":
      return state.minutes === untilRestart ? name : `${name} ${t("{0} min", state.minutes)}`;
    case "on":
    case "onDemand":
    case "unhealthy":
      return modelName === undefined ? name : `${name}: ${withoutIcons(shorten(modelName))}`;
    case "off":
    case "restricted":
      return name;
  }
}

/** Leaves out the owner or folder of a model, and cuts a long name. */
function shorten(model: string): string {
  const own = model.split(/[\\/]/).findLast((part) => part !== "") ?? model;
  const characters = [...own];
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join("")}…` : own;
}

/** The editor draws `$(name)` as an icon. */
function withoutIcons(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
