import { textHash } from "../../util/textHash.ts";

/** Hash of a file in a shared index. Git may check out the same file with other line ends on another machine. */
export function sharedHash(text: string): string {
  return textHash(text.replace(/\r\n?/g, "\n"));
}
