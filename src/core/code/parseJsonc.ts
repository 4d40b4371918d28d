/** Parses JSON with comments and trailing commas, as VS Code's own files have them; undefined if it is something else. */
export function parseJsonc(text: string): unknown {
  const withoutComments = text.replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "$1");
  const strict = withoutComments.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, "$1").replace(/^\ufeff/, "");
  try {
    return JSON.parse(strict);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
