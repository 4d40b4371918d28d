import { expect, test } from "vitest";
import { darkBox, drawBox } from "../../../src/vscode/nextEdit/drawBox.ts";

const font = { family: `"Fira Code", monospace`, size: 15, lineHeight: 20 };

function svgOf(lines: readonly string[]): string {
  const address = drawBox(lines, font, darkBox);
  const start = "data:image/svg+xml;utf8,";
  expect(address.startsWith(start)).toBe(true);
  return decodeURIComponent(address.slice(start.length));
}

test("code is text of the image, never markup, whatever it contains", () => {
  const svg = svgOf([`<script>"&</script>`, "\0\u0007\ud800", "  indented"]);
  expect(svg).toContain("&lt;script>&quot;&amp;&lt;/script>");
  expect(svg).not.toContain("<script");
  expect(svg).toContain(">\ufffd\ufffd\ufffd</text>");
  expect(svg).toContain('xml:space="preserve">  indented</text>');
  expect(svg).toContain('font-family="&quot;Fira Code&quot;, monospace"');
});

test("the image is as large as its lines, in which wide characters take two columns", () => {
  const width = (line: string) => Number(/width="(\d+)"/.exec(svgOf([line]))?.[1]);
  expect(width("abcd")).toBe(width("你好"));
  expect(width("abcdef")).toBeGreaterThan(width("abcd"));
  expect(svgOf(["a", "b", "c"])).toContain('height="64"');
});
