/**
 * The function that decides whether an extension may use a proposed API, as code-server leaves it: always yes.
 * Found by what follows it, the function that throws VS Code's own sentence; the names are the minifier's.
 */
const alwaysYes =
  /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\(\2,\3\)\{if\(!\1\(\2,\3\)\)throw new Error\(`Extension '\$\{\2\.identifier\.value\}' CANNOT use API proposal)/;

/**
 * Puts VS Code's rule back into the extension host's code: only a proposal that the manifest declares may be used.
 * Without it a test could pass here with an extension that a stock VS Code refuses to activate.
 *
 * @param code text of extensionHostProcess.js
 * @throws Error when the place is not found: then this version needs another pattern
 */
export function restoreProposedApiGate(code: string): string {
  if (!alwaysYes.test(code))
    throw new Error("The switched-off check of proposed API was not found in this code-server.");
  return code.replace(
    alwaysYes,
    (_all, name: string, extension: string, proposal: string) =>
      `function ${name}(${extension},${proposal}){return ${extension}.enabledApiProposals?.includes(${proposal})??!1}`,
  );
}
