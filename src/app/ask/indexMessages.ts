import type { AskRequest } from "../../core/ask/askFiles.ts";
import type { Commit } from "../../core/ask/history/commitIndex.ts";
import type { IndexedFile } from "../../core/ask/index/chunkIndex.ts";
import type { FindOptions, FoundSpans, IndexSize, PassageIndex } from "../../core/ask/passageIndex.ts";
import type { EmbeddedFile, EmbeddingSpace, FileToEmbed } from "../../core/ask/vectors/embeddings.ts";

/** What the index's thread is asked to do: the methods of `PassageIndex` as data. */
export type IndexOrder =
  | { readonly kind: "known" }
  | { readonly kind: "set"; readonly files: readonly IndexedFile[] }
  | { readonly kind: "delete"; readonly uris: readonly string[] }
  | { readonly kind: "clear" }
  | { readonly kind: "save" }
  | { readonly kind: "size" }
  | { readonly kind: "filesWith"; readonly word: string; readonly most: number }
  | {
      readonly kind: "toEmbed";
      readonly space: EmbeddingSpace;
      readonly mostChunks: number;
      readonly except: readonly string[] | undefined;
    }
  | { readonly kind: "addVectors"; readonly space: EmbeddingSpace; readonly files: readonly EmbeddedFile[] }
  | { readonly kind: "learn"; readonly commits: readonly Commit[] }
  | { readonly kind: "find"; readonly request: AskRequest; readonly options: FindOptions };

/** An order with the number that its reply carries. */
export interface NumberedOrder {
  readonly id: number;
  readonly order: IndexOrder;
}

/** Tells the index's thread to end as soon as it can. */
export const endOfOrders = "end";

/** What an order returns, under the name of the order; others return nothing. */
export interface IndexResult {
  readonly known?: readonly (readonly [uri: string, stamp: string])[];
  readonly found?: FoundSpans;
  readonly size?: IndexSize;
  readonly uris?: readonly string[];
  readonly toEmbed?: readonly FileToEmbed[];
}

export interface IndexReply extends IndexResult {
  readonly id: number;
  /** Why the order failed. */
  readonly failure?: string;
}

/** What the index's thread reports by itself. */
export type IndexNotice =
  /** The index on the disk could not be used, and an empty one took its place. */
  | { readonly notice: "damaged"; readonly reason: string }
  /** The index is in memory only. */
  | { readonly notice: "inMemory"; readonly reason: string };

/** Carries an order out. */
export async function carryOut(index: PassageIndex, order: IndexOrder): Promise<IndexResult> {
  switch (order.kind) {
    case "known":
      return { known: await index.known() };
    case "set":
      await index.set(order.files);
      return {};
    case "delete":
      await index.delete(order.uris);
      return {};
    case "clear":
      await index.clear();
      return {};
    case "learn":
      await index.learn(order.commits);
      return {};
    case "find":
      return { found: await index.find(order.request, order.options) };
    case "save":
      await index.save();
      return {};
    case "filesWith":
      return { uris: await index.filesWith(order.word, order.most) };
    case "toEmbed":
      return { toEmbed: await index.toEmbed(order.space, order.mostChunks, order.except) };
    case "addVectors":
      await index.addVectors(order.space, order.files);
      return {};
    case "size":
      return { size: await index.size() };
  }
}
