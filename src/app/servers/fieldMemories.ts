import { FieldMemory } from "../../core/server/http/fieldMemory.ts";
import type { Translate } from "../../core/types/translate.ts";

/**
 * What each server refuses, by origin and model. Kept when settings change: an origin that is configured again still
 * refuses the same fields.
 */
export class FieldMemories {
  readonly #memories = new Map<string, Map<string, FieldMemory>>();
  readonly #onRefused: (origin: string, change: string) => void;

  /** @param onRefused called once for each field that a server refuses, with a phrase in English */
  constructor(onRefused: (origin: string, change: string) => void) {
    this.#onRefused = onRefused;
  }

  of(origin: string, model: string): FieldMemory {
    const models = this.#memories.get(origin) ?? new Map<string, FieldMemory>();
    this.#memories.set(origin, models);
    const memory = models.get(model) ?? new FieldMemory((change) => this.#onRefused(origin, change));
    models.set(model, memory);
    return memory;
  }

  /** How requests to an origin differ from the usual ones, without duplicates. */
  changesOf(origin: string, t: Translate): readonly string[] {
    const memories = [...(this.#memories.get(origin)?.values() ?? [])];
    return [...new Set(memories.flatMap((memory) => memory.changes(t)))];
  }
}
