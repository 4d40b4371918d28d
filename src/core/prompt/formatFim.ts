import type { PromptParts } from "../types/model.ts";
import type { Snippet } from "../types/snippet.ts";
import { disarmMarkers } from "./disarmMarkers.ts";
import { type FamilyClues, familyByName, familyOf } from "./familyOf.ts";
import { type FimFamily, fimFamilies } from "./fimFamilies.ts";
import { formatSplit } from "./formatSplit.ts";

/** A complete prompt and the control tokens that end the answer. */
export interface FimText {
  readonly prompt: string;
  readonly stop: readonly string[];
}

/**
 * Renders a fill-in-the-middle prompt with the markers of the model's family. What changes least comes first, so that a
 * server's prompt cache stays valid while the user types. A model of an unknown family gets only the prefix, because it
 * would repeat unknown markers as text.
 */
export function formatFim(parts: PromptParts, clues: FamilyClues): FimText {
  const name = familyOf(clues);
  if (!name) return { prompt: formatSplit(parts).prompt, stop: ["<|endoftext|>", "</s>"] };
  const family: FimFamily = fimFamilies[name];
  const markers = markersOf(family);
  return { prompt: render(family, disarm(parts, markers)), stop: markers };
}

/** Returns prefix and suffix for a server that adds the family's markers itself. Markers in the text are disarmed. */
export function formatSplitFor(parts: PromptParts, clues: FamilyClues): { prompt: string; suffix: string } {
  const name = familyOf(clues) ?? familyByName(clues.model); // An untrained model knows the markers all the same.
  return formatSplit(name ? disarm(parts, markersOf(fimFamilies[name])) : parts);
}

/** Returns all control tokens of a family. None may enter with the user's text or leave with an answer. */
export function markersOf({ prefix, suffix, middle, stops }: FimFamily): readonly string[] {
  return [...new Set([...stops, prefix.trim(), suffix.trim(), middle.trim()])].filter((marker) => marker !== "");
}

function disarm(parts: PromptParts, markers: readonly string[]): PromptParts {
  const safe = (text: string) => disarmMarkers(text, markers);
  return {
    ...parts,
    path: safe(parts.path),
    prefix: safe(parts.prefix),
    suffix: safe(parts.suffix),
    snippets: parts.snippets.map((each) => ({ ...each, path: safe(each.path), text: safe(each.text) })),
  };
}

function render(family: FimFamily, parts: PromptParts): string {
  if (!family.file) {
    const { prompt, suffix } = formatSplit(parts);
    return `${family.head ?? ""}${hole(family, prompt, suffix)}${family.tail ?? ""}`;
  }
  const files = parts.snippets.map((each) => fill(family.file ?? "", each)).join("");
  // Families based on chat models expect the header even without other files.
  const hasHeader = parts.snippets.length > 0 || family.tail !== undefined;
  const current = hasHeader ? fill(family.current ?? "", { ...parts, text: "" }) : "";
  if (family.filesInPrefix) return hole(family, files + current + parts.prefix, parts.suffix);
  const head = hasHeader ? (family.head ?? "") : "";
  return `${head}${files}${current}${hole(family, parts.prefix, parts.suffix)}${family.tail ?? ""}`;
}

function hole({ order, prefix, suffix, middle }: FimFamily, before: string, after: string): string {
  return order === "psm" ? prefix + before + suffix + after + middle : suffix + after + prefix + before + middle;
}

/** Fills in a template. Replacements are functions, so that `$&` in a text is not interpreted. */
function fill(pattern: string, file: Pick<Snippet, "path" | "languageId" | "text">): string {
  return pattern
    .replace("{path}", () => file.path)
    .replace("{language}", () => file.languageId)
    .replace("{text}", () => file.text.replace(/\n$/, ""));
}
