import { codeOf, longestSequence } from "../../../core/engine/language/languageTable.ts";
import { kindName, languageTokens, specialNames } from "../../../core/engine/language/languageTokens.ts";
import { SequenceTable, sequenceHash } from "./sequenceTable.ts";

/** What is kept of the sequences. */
export interface TableSize {
  /** Words with a text. */
  readonly words: number;
  /** Times that a sequence occurs at least, in at least two projects. */
  readonly leastCount: number;
  /** Probability that the last token of a sequence of three tokens and more has at least. */
  readonly leastProbability: number;
}

interface Node {
  readonly children: Map<number, Node>;
  probability: number;
  isSpaced: boolean;
}

/** Share of each count that is left for what was not seen (absolute discounting; Ney, Essen and Kneser 1994). */
const discount = 0.7;
const leastProjects = 2;

/** Counts the token sequences of projects, each with the texts of its files. Returns the bytes of a table. */
export function buildTable(projects: readonly (readonly string[])[], size: TableSize): Uint8Array {
  const read = projects.map((texts) => texts.map((text) => languageTokens(text.split("\n"))));
  const words = [
    ...specialNames,
    ...commonWords(
      read.flatMap((files, at) => files.map((tokens) => ({ tokens, at }))),
      size.words,
    ),
  ];
  const ids = new Map(words.map((word, id) => [word, id]));
  const files = read.flatMap((each, project) =>
    each.map((tokens) => ({
      project,
      ids: Int32Array.from(tokens, ({ text }) => ids.get(text) ?? ids.get(kindName(text)) ?? 0),
      spaces: Uint8Array.from(tokens, ({ isSpaced }) => Number(isSpaced)),
    })),
  );
  const root = newNode();
  const spaces = new Map<number, number>();
  for (const { ids: own, spaces: before } of files)
    for (let at = 1; at < own.length; at++) {
      const pair = (own[at - 1] ?? 0) * 65_536 + (own[at] ?? 0);
      spaces.set(pair, (spaces.get(pair) ?? 0) + (before[at] === 1 ? 1 : -1));
    }
  let shorter: SequenceTable | undefined;
  const total = files.reduce((sum, { ids: own }) => sum + own.length, 0);
  for (let length = 1; length <= longestSequence; length++) {
    const table = new SequenceTable(total);
    const isKept = (key: number, of: SequenceTable) =>
      of.projectsOf(key) >= leastProjects && of.countOf(key) >= size.leastCount;
    for (const { project, ids: own } of files)
      for (let end = length; end <= own.length; end++) {
        const from = end - length;
        if (shorter && !isKept(sequenceHash(own, from + 1, end), shorter)) continue;
        if (shorter && !isKept(sequenceHash(own, from, end - 1), shorter)) continue;
        table.add(sequenceHash(own, from, end), project);
      }
    for (const { ids: own } of files)
      for (let end = length; end <= own.length; end++) {
        const from = end - length;
        const key = sequenceHash(own, from, end);
        if (!isKept(key, table)) continue;
        const context = shorter?.countOf(sequenceHash(own, from, end - 1)) ?? total;
        const probability = (table.countOf(key) - discount) / context;
        if (length > 2 && probability < size.leastProbability) continue;
        const parent = findNode(root, own, from, end - 1);
        const token = own[end - 1] ?? 0;
        if (parent === undefined || parent.children.has(token)) continue;
        const isSpaced = length > 1 && (spaces.get((own[end - 2] ?? 0) * 65_536 + token) ?? 0) > 0;
        parent.children.set(token, { ...newNode(), probability, isSpaced });
      }
    shorter = table;
  }
  return encodeTable(words, root);
}

function newNode(): Node {
  return { children: new Map(), probability: 0, isSpaced: false };
}

function findNode(root: Node, tokens: Int32Array, from: number, to: number): Node | undefined {
  let node: Node | undefined = root;
  for (let at = from; at < to && node !== undefined; at++) node = node.children.get(tokens[at] ?? 0);
  return node;
}

/** Words that several projects use, the commonest first. */
function commonWords(
  files: readonly { readonly tokens: readonly { readonly text: string }[]; readonly at: number }[],
  limit: number,
): readonly string[] {
  const words = new Map<string, { count: number; projects: number; last: number }>();
  for (const { tokens, at } of files)
    for (const { text } of tokens) {
      const entry = words.get(text) ?? { count: 0, projects: 0, last: -1 };
      words.set(text, entry);
      entry.count++;
      if (entry.last === at) continue;
      entry.last = at;
      entry.projects++;
    }
  return [...words]
    .filter(([word, { projects }]) => projects >= leastProjects && word.length <= 40 && !specialNames.includes(word))
    .sort(([, a], [, b]) => b.projects * Math.log(b.count + 1) - a.projects * Math.log(a.count + 1))
    .slice(0, limit)
    .map(([word]) => word);
}

/** Writes a table as `LanguageTable` reads it. */
function encodeTable(words: readonly string[], root: Node): Uint8Array {
  const bytes: number[] = [...new TextEncoder().encode(words.join("\n")), 0];
  const write = (value: number) => {
    let left = value;
    for (; left >= 0x80; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
    bytes.push(left);
  };
  const nodes = [root];
  for (const { children } of nodes) for (const [, child] of [...children].sort(([a], [b]) => a - b)) nodes.push(child);
  write(nodes.length);
  for (const { children } of nodes) {
    write(children.size);
    let before = -1;
    for (const [token, { probability, isSpaced }] of [...children].sort(([a], [b]) => a - b)) {
      write(token - before);
      bytes.push(codeOf(probability, isSpaced));
      before = token;
    }
  }
  return Uint8Array.from(bytes);
}
