const scriptImport =
  /\b(?:import|export)\s+(?:type\s+)?(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+))?(?:\{([^}]*)\})?\s*from\b/g;
const requireCall = /^[ \t]*(?:const|let|var)\s+(?:([\w$]+)|\{([^}]*)\})\s*=\s*require\b/gm;
const pythonImport = /^[ \t]*from\s+[\w.]+\s+import\s+(?:\(([^)]*)\)|([^\n(]+))/gm;
const pythonModules = /^[ \t]*import\s+([\w, ]+?)[ \t]*$/gm;
const pathImport =
  /^[ \t]*(?:pub )?(?:import|use|using)\s+(?:static\s+)?[\w.:\\]+?(?:::|\.|\\)(\w+|\{[^}]*\})\s*;?[ \t]*$/gm;

/** Returns the names that the imports of a text give to what they import. */
export function importedNames(text: string): readonly string[] {
  const lists = [scriptImport, requireCall, pythonImport, pythonModules, pathImport].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((found) => found.slice(1).filter((list) => list !== undefined)),
  );
  return lists.flatMap((list) =>
    list
      .replace(/[{}]/g, "")
      .split(",")
      .flatMap((name) => /(?:^|\bas\s+|:\s*)(?:type\s+)?([\w$]+)\s*$/.exec(name.trim())?.[1] ?? []),
  );
}
