import type { Redaction } from "../privacy/redactSecrets.ts";
import { fitBudget } from "../prompt/fitBudget.ts";
import { refine } from "../rules/refine.ts";
import { createRuleContext } from "../rules/ruleContext.ts";
import type { Cursor } from "../types/cursor.ts";
import type { EmbeddedEngine } from "../types/engine.ts";
import type { Retriever } from "../types/retriever.ts";
import type { SlicedTask, SourceFile } from "../types/source.ts";

/** The script that is completed: classes, calls, members, a loop, a comment. */
const script = `import { Item, Order } from "./order";

/** What someone is about to buy. */
export class Cart {
  private readonly items: Item[] = [];

  constructor(private readonly limit: number) {}

  add(item: Item): boolean {
    if (this.items.length >= this.limit) return false;
    this.items.push(item);
    return true;
  }

  remove(item: Item): boolean {
    const at = this.items.indexOf(item);
    if (at < 0) return false;
    this.items.splice(at, 1);
    return true;
  }

  total(rate: number): number {
    let sum = 0;
    for (const { price } of this.items) {
      sum += price * (1 + rate);
    }
    return sum;
  }
}

export function orderOf(cart: Cart, note = "none"): Order {
  const total = cart.total(0.19);
  return { total, note, paid: false };
}`;

/** Rounds over the script; after these the times have settled. */
const rounds = 2;

export interface WarmUpDeps {
  /** An engine and a retriever that nobody else uses. */
  readonly engine: EmbeddedEngine;
  readonly retriever: Retriever;
  readonly redact: (text: string) => Redaction;
  readonly minConfidence: number;
}

/**
 * Completes a small script to itself, over and over, and throws the answers away. Code that has never run is slow for
 * its first few dozen times; this way they are done in small steps while nobody types, not at the first key stroke
 * (by measurement the first answer beside 20 files of 2,000 lines takes half as long).
 */
export function* warmUpScript({ engine, retriever, redact, minConfidence }: WarmUpDeps): SlicedTask {
  const lines = script.split("\n");
  const files = ["first", "second"].map((name) => scriptFile(name, lines));
  for (const file of files) for (const learner of [engine, retriever]) yield* learner.learn(file);
  const recent = files.map(({ uri }) => ({ uri, edited: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [line, text] of lines.entries()) {
      const cursor = cursorAt(lines, line, text.slice(0, Math.floor(text.length / 2)));
      const request = { scope: "line", maxLines: 10 } as const;
      const options = { minConfidence, maxLines: 10, limit: 1, mayStopEarly: true };
      for (const answer of engine.answer(cursor, recent, options))
        refine(answer.text, createRuleContext(cursor, request));
      yield;
      const snippets = retriever.retrieve(cursor, recent, { maxTokens: 1_024 });
      redact(fitBudget(cursor, snippets, { maxTokens: 2_048 }).prefix);
      yield;
    }
  }
}

function scriptFile(name: string, lines: readonly string[]): SourceFile {
  return { uri: `warmUp:${name}`, path: `${name}.ts`, languageId: "typescript", version: 1, lines };
}

function cursorAt(lines: readonly string[], line: number, typed: string): Cursor {
  return {
    uri: "warmUp:current",
    path: "current.ts",
    languageId: "typescript",
    version: 1,
    line,
    prefix: [...lines.slice(0, line), typed].join("\n"),
    suffix: ["", ...lines.slice(line + 1)].join("\n"),
    indentation: { insertSpaces: true, tabSize: 2 },
  };
}
