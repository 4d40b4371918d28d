import type { AskRequest } from "../../core/ask/askFiles.ts";
import type { Commit } from "../../core/ask/history/commitIndex.ts";
import type { IndexedFile } from "../../core/ask/index/memoryIndex.ts";
import type { Findings, FindOptions, PassageIndex } from "../../core/ask/passageIndex.ts";

/** What the index's thread is asked to do: the methods of `PassageIndex` as data. */
export type IndexOrder =
  | { readonly kind: "set"; readonly files: readonly IndexedFile[] }
  | { readonly kind: "delete"; readonly uris: readonly string[] }
  | { readonly kind: "clear" }
  | { readonly kind: "learn"; readonly commits: readonly Commit[] }
  | { readonly kind: "find"; readonly request: AskRequest; readonly options: FindOptions };

/** An order with the number that its reply carries. */
export interface NumberedOrder {
  readonly id: number;
  readonly order: IndexOrder;
}

export interface IndexReply {
  readonly id: number;
  readonly findings?: Findings | undefined;
  /** Why the order failed. */
  readonly failure?: string | undefined;
}

/** Carries an order out; resolves with what `find` found. */
export async function carryOut(index: PassageIndex, order: IndexOrder): Promise<Findings | undefined> {
  switch (order.kind) {
    case "set":
      await index.set(order.files);
      return undefined;
    case "delete":
      await index.delete(order.uris);
      return undefined;
    case "clear":
      await index.clear();
      return undefined;
    case "learn":
      await index.learn(order.commits);
      return undefined;
    case "find":
      return index.find(order.request, order.options);
  }
}
