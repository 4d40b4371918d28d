import { createRequire } from "node:module";
import type { Node } from "web-tree-sitter";
import { Language, Parser } from "web-tree-sitter";

/** Returns how many brackets and quotes of a document have no partner; undefined for a language without a grammar. */
export type ParserJudge = (text: string, languageId: string) => number | undefined;

/** Languages that a real parser judges, with the grammar of each. */
const grammars: Readonly<Record<string, string>> = {
  typescript: "typescript",
  typescriptreact: "tsx",
  javascript: "javascript",
  javascriptreact: "javascript",
  python: "python",
  go: "go",
};
/** Opening tokens as the grammars name them, with the closing one. */
const partners: ReadonlyMap<string, string> = new Map([
  ["(", ")"], ["[", "]"], ["{", "}"], ["${", "}"], ['"', '"'], ["'", "'"], ["`", "`"], ["string_start", "string_end"],
]); // biome-ignore format: a table
const closings: ReadonlySet<string> = new Set(partners.values());

/** Loads tree-sitter with its grammars for TypeScript, JavaScript, Python and Go. Needs the packages for development. */
export async function createParserJudge(): Promise<ParserJudge> {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const languages = new Map<string, Language>();
  for (const name of new Set(Object.values(grammars)))
    languages.set(name, await Language.load(require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`)));
  const parser = new Parser();
  return (text, languageId) => {
    const language = languages.get(grammars[languageId] ?? "");
    if (language === undefined) return undefined;
    parser.setLanguage(language);
    const tree = parser.parse(text);
    if (tree === null) return undefined;
    const count = countWithoutPartner(tree.rootNode);
    tree.delete();
    return count;
  };
}

/** Only nodes with an error below them are visited: in all others, the grammar has paired everything. */
function countWithoutPartner(node: Node): number {
  if (!node.hasError) return 0;
  let count = 0;
  const open: string[] = [];
  for (const child of node.children) {
    const { type } = child;
    const partner = partners.get(type);
    if (closings.has(type) && open.at(-1) === type && !child.isMissing) open.pop();
    else if (partner !== undefined && !child.isMissing) open.push(partner);
    else if (closings.has(type) && !child.isMissing) count++;
    count += countWithoutPartner(child);
  }
  return count + open.length;
}
