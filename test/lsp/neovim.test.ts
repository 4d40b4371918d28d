import { beforeAll, describe, expect, test } from "vitest";
import type { Neovim } from "../../scripts/debian/findNeovim.ts";
import { NeovimEditor } from "../support/lsp/neovimEditor.ts";

const found = process.env["HUNCH_NEOVIM"];
const neovim: Neovim | undefined = found === undefined ? undefined : JSON.parse(found);

const ghostText = `vim.tbl_map(function(mark)
  local text = mark[4].virt_text and mark[4].virt_text[1][1] or ""
  for _, line in ipairs(mark[4].virt_lines or {}) do text = text .. "\\n" .. line[1][1] end
  return text
end, vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_get_namespaces()["nvim.lsp.inline_completion"] or -1, 0, -1, { details = true }))`;
const shownIndex = `(vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_get_namespaces()["nvim.lsp.inline_completion"] or -1, 0, -1, { details = true })[1] or {0, 0, 0, {}})[4].virt_text`;
const status =
  'vim.lsp.get_clients({ name = "hunch" })[1]:request_sync("hunch/status", vim.empty_dict(), 5000).result.kind';
const statistics =
  'vim.lsp.get_clients({ name = "hunch" })[1]:request_sync("workspace/executeCommand", { command = "hunch.showStatistics", arguments = {} }, 20000).result';

const languages = [
  {
    language: "TypeScript",
    other: "orders.ts",
    otherText: `export function invoice(order: Order): Invoice {
  const total = computeTotal(order.items, order.taxRate);
  return { total };
}
export function receipt(order: Order): Receipt {
  const total = computeTotal(order.items, order.taxRate);
  return { total };
}
`,
    file: "quote.ts",
    text: "export function quote(order: Order): Quote {\n\n}\n",
    typed: "  const total = comp",
  },
  {
    language: "Python",
    other: "orders.py",
    otherText: `def invoice(order):
    total = compute_total(order.items, order.tax_rate)
    return total

def receipt(order):
    total = compute_total(order.items, order.tax_rate)
    return total
`,
    file: "quote.py",
    text: "def quote(order):\n\n    return total\n",
    typed: "    total = comp",
  },
  {
    language: "Go",
    other: "orders.go",
    otherText: `package orders

func Invoice(order Order) int {
\ttotal := computeTotal(order.Items, order.TaxRate)
\treturn total
}

func Receipt(order Order) int {
\ttotal := computeTotal(order.Items, order.TaxRate)
\treturn total
}
`,
    file: "quote.go",
    text: "package orders\nfunc Quote(order Order) int {\n\n\treturn total\n}\n",
    typed: "\ttotal := comp",
  },
];

function isShown(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value[0] !== "";
}

describe.skipIf(neovim === undefined)("in a real Neovim", () => {
  let installed: Neovim;
  beforeAll(() => {
    if (neovim) installed = neovim;
  });

  for (const { language, other, otherText, file, text, typed } of languages) {
    test(`${language}: ghost text from another buffer, next item, accept`, async () => {
      await using editor = await NeovimEditor.start(installed, { [other]: otherText, [file]: text });
      await editor.keys(`:edit ${other}<CR>`);
      await editor.until('#vim.lsp.get_clients({ name = "hunch" })', (count) => count === 1);
      await editor.keys(`:edit ${file}<CR>`);
      await editor.until(status, (kind) => kind === "ready");
      const row = text.split("\n").indexOf("") + 1;
      await editor.keys(
        `:setlocal noautoindent nocindent nosmartindent indentexpr= indentkeys=<CR>${row}GA${typed.replaceAll("\t", "<C-v><Tab>")}`,
      );
      const first = await editor.until(ghostText, isShown);
      await editor.keys("<M-]>");
      const second = await editor.until(shownIndex, (parts) => JSON.stringify(parts).includes("(2/"));
      const items = Number(/\(2\/(\d+)\)/.exec(JSON.stringify(second))?.[1]);
      await editor.keys("<M-]>".repeat(items - 1));
      await editor.until(ghostText, (value) => JSON.stringify(value) === JSON.stringify(first));
      const shown = Array.isArray(first) ? String(first[0]) : "";
      expect(shown).toMatch(/^ute_?[tT]otal/);
      await editor.keys("<Tab>");
      const expected = text
        .split("\n")
        .toSpliced(row - 1, 1, typed + shown)
        .join("\n");
      await editor.until(
        'table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n") .. "\\n"',
        (value) => value === expected,
      );
      await editor.keys("<Esc>:write<CR>");
      await editor.until("vim.bo.modified", (value) => value === false);
      expect(editor.bytes(file)).toBe(expected);
      await editor.until(statistics, (value) => String(value).includes("Accepted: 1 "));
    });
  }

  test("a server that was killed starts again", async () => {
    const [{ other, otherText, file, text, typed } = { other: "", otherText: "", file: "", text: "", typed: "" }] =
      languages;
    await using editor = await NeovimEditor.start(installed, { [other]: otherText, [file]: text });
    await editor.keys(`:edit ${other}<CR>`);
    await editor.until('#vim.lsp.get_clients({ name = "hunch" })', (count) => count === 1);
    await editor.keys(`:edit ${file}<CR>`);
    const pid = editor.serverPid();
    expect(pid).toBeGreaterThan(0);
    if (pid) process.kill(pid, "SIGKILL");
    await editor.until('#vim.lsp.get_clients({ name = "hunch" })', (count) => count === 0);
    await editor.keys(`:lua vim.lsp.enable("hunch", false); vim.lsp.enable("hunch")<CR>`);
    await editor.until('#vim.lsp.get_clients({ name = "hunch" })', (count) => count === 1);
    expect(editor.serverPid()).not.toBe(pid);
    await editor.until(status, (kind) => kind === "ready");
    await editor.keys(`:setlocal noautoindent nocindent nosmartindent indentexpr= indentkeys=<CR>2GA${typed}`);
    await editor.until(ghostText, isShown);
  });
});
