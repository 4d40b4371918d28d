import { expect, test } from "vitest";
import { isSupportedScheme } from "../../../src/app/files/isSupportedScheme.ts";

test.each(["file", "untitled", "vscode-remote", "vscode-vfs", "vscode-notebook-cell", "vscode-scm"])(
  "%s is supported",
  (scheme) => {
    expect(isSupportedScheme(scheme, undefined)).toBe(true);
  },
);

test.each(["chatSessionInput", "vscode-chat-input", "breakpointinput", "output", "git", "comment", "debug"])(
  "%s is not",
  (scheme) => expect(isSupportedScheme(scheme, undefined)).toBe(false),
);

test("any other scheme is supported if its file system can be written", () => {
  expect(isSupportedScheme("memfs", true)).toBe(true);
  expect(isSupportedScheme("memfs", false)).toBe(false);
});
