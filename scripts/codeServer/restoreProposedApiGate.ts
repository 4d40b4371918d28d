/**
 * Matches code-server's version of the function that decides whether an extension may use a proposed API. It always
 * returns true. The next function, which throws VS Code's error, identifies it, because names are minified.
 */
const alwaysYes =
  /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\(\2,\3\)\{if\(!\1\(\2,\3\)\)throw new Error\(`Extension '\$\{\2\.identifier\.value\}' CANNOT use API proposal)/;

/**
 * Restores VS Code's rule in the code of the extension host: only proposals that the manifest declares may be used.
 * Without it, a test could pass with an extension that a stock VS Code refuses to activate.
 *
 * @param code text of extensionHostProcess.js
 * @throws Error if the function is not found; then this version needs another pattern
 */
export function restoreProposedApiGate(code: string): string {
  if (!alwaysYes.test(code)) throw new Error("The disabled check of proposed API was not found in this code-server.");
  return code.replace(
    alwaysYes,
    (_all, name: string, extension: string, proposal: string) =>
      `function ${name}(${extension},${proposal}){return ${extension}.enabledApiProposals?.includes(${proposal})??!1}`,
  );
}
