/** What an import line brings in, and how it would be written for some of its names only. */
export interface ImportLine {
  readonly names: readonly string[];
  /** Module as written: a path, a package, a crate. */
  readonly from: string;
  write(names: readonly string[], from: string): string;
}

const script = /^((?:import|export)(?: type)?) (?:\{([^}]*)\}|([\w$]+)) from (["'])(.+)\4(;?)$/;
const pythonFrom = /^from ([\w.]+) import ([\w, ]+)$/;
const pythonImport = /^import ([\w.]+)$/;
const dotted = /^((?:import|using)(?: static)?) ([\w.]+)\.(\w+)(;?)$/;
const rust = /^((?:pub )?use) ([\w:]+)::(\w+);$/;
const goPath = /^(?:(\w+) )?"([\w./-]+)"$/;

/** Reads an import line of any language that names what it imports; undefined for every other line. */
export function parseImport(line: string): ImportLine | undefined {
  const text = line.trim().replace(/\s+/g, " ");
  return parseScript(text) ?? parsePython(text) ?? parseDotted(text) ?? parseGo(text);
}

function parseScript(text: string): ImportLine | undefined {
  const found = script.exec(text);
  if (found === null) return undefined;
  const [, lead = "", inside, whole, quote = '"', from = "", end = ""] = found;
  const names = inside === undefined ? [whole ?? ""] : namesIn(inside);
  if (names.length === 0) return undefined;
  const put = (some: readonly string[]) => (some[0] === whole ? some.join("") : `{ ${some.join(", ")} }`);
  return { names, from, write: (some, path) => `${lead} ${put(some)} from ${quote}${path}${quote}${end}` };
}

function namesIn(list: string): readonly string[] {
  const names = list.split(",").map((name) => name.trim());
  return names.filter((name) => /^[\w$]+$/.test(name));
}

function parsePython(text: string): ImportLine | undefined {
  const whole = pythonImport.exec(text)?.[1];
  if (whole !== undefined)
    return { names: [whole.split(".")[0] ?? ""], from: whole, write: (_, path) => `import ${path}` };
  const [, from, list] = pythonFrom.exec(text) ?? [];
  if (from === undefined || list === undefined) return undefined;
  return { names: namesIn(list), from, write: (some, path) => `from ${path} import ${some.join(", ")}` };
}

function parseDotted(text: string): ImportLine | undefined {
  const [, lead, path, name, end = ""] = dotted.exec(text) ?? [];
  if (lead !== undefined && path !== undefined && name !== undefined)
    return { names: [name], from: path, write: ([only = name], from) => `${lead} ${from}.${only}${end}` };
  const [, use, crate, item] = rust.exec(text) ?? [];
  if (use === undefined || crate === undefined || item === undefined) return undefined;
  return { names: [item], from: crate, write: ([only = item], from) => `${use} ${from}::${only};` };
}

function parseGo(text: string): ImportLine | undefined {
  const [, alias, path] = goPath.exec(text) ?? [];
  if (path === undefined) return undefined;
  const parts = path.split("/").filter((part) => !/^v\d+$/.test(part));
  const name = alias ?? (parts.at(-1) ?? "").replace(/^go-|\.go$/g, "");
  return { names: [name], from: path, write: (_, from) => (alias === undefined ? `"${from}"` : `${alias} "${from}"`) };
}
