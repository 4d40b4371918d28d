/** Schemes of documents that users write: files here and elsewhere, new documents, cells of notebooks, messages of commits. */
const supportedSchemes: ReadonlySet<string> = new Set([
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-notebook-cell",
  "vscode-scm",
]);

/**
 * Whether documents of a scheme are learnt and completed. Others are views, output, or input boxes such as those for
 * chats and breakpoint conditions, unless a file system that can be written provides them.
 * @param isWritable whether the scheme's file system can be written; undefined if it has none
 */
export function isSupportedScheme(scheme: string, isWritable: boolean | undefined): boolean {
  return supportedSchemes.has(scheme) || isWritable === true;
}
