import { expect, test } from "vitest";
import { buildEditPrompt } from "../../../../src/core/nextEdit/model/buildEditPrompt.ts";
import { type EditFormatName, editFormat, editFormatOf } from "../../../../src/core/nextEdit/model/editFormats.ts";
import type { EditQuestion } from "../../../../src/core/nextEdit/model/editQuestion.ts";
import { redact } from "../../../../src/core/privacy/redactSecrets.ts";

const lines = ["function greet(fullName) {", "  return name;", "}"];
const edit = { path: "file:///w/a.ts", line: 0, oldLines: ["function greet(name) {"], newLines: [lines[0] ?? ""] };

function question(changes: Partial<EditQuestion> = {}, own: readonly string[] = lines): EditQuestion {
  return {
    uri: "file:///w/a.ts",
    cursor: { line: 0, column: 23 },
    files: new Map([["file:///w/a.ts", own]]),
    edits: [edit],
    pathOf: (uri) => uri.replace("file:///w/", ""),
    ...changes,
  };
}

function promptOf(name: EditFormatName, asked = question()) {
  return buildEditPrompt(asked, editFormat(name), redact);
}

test("models are known by their own name", () => {
  expect(["zeta", "zed-industries/zeta", "hf.co/bartowski/zeta:q4"].map(editFormatOf)).toEqual([
    "zeta",
    "zeta",
    "zeta",
  ]);
  expect(["sweepai/sweep-next-edit-1.5B", "sweep-next-edit-v2-7b"].map(editFormatOf)).toEqual(["sweep", "sweep"]);
  expect(["gpt-5-mini", "zeta-2", "zeta2", "zeta/qwen2.5-coder", ""].map(editFormatOf)).toEqual(Array(5).fill("chat"));
});

test("Zeta gets the last edits as diffs and the excerpt with its region", () => {
  expect(promptOf("zeta")?.text).toMatchInlineSnapshot(`
    "### Instruction:
    You are a code completion assistant and your task is to analyze user edits and then rewrite an excerpt that the user provides, suggesting the appropriate edits within the excerpt, taking into account the cursor location.

    ### User Edits:

    User edited a.ts:
    \`\`\`diff
    @@ -1,3 +1,3 @@
    -function greet(name) {
    +function greet(fullName) {
       return name;
     }
    \`\`\`

    ### User Excerpt:

    \`\`\`a.ts
    <|start_of_file|>
    <|editable_region_start|>
    function greet(fullName<|user_cursor_is_here|>) {
      return name;
    }
    <|editable_region_end|>
    \`\`\`

    ### Response:
    "
  `);
});

test("Sweep gets the region before and after the last edit", () => {
  expect(promptOf("sweep")?.text).toMatchInlineSnapshot(`
    "<|file_sep|>a.ts
    function greet(fullName) {
      return name;
    }
    <|file_sep|>a.ts.diff
    original:
    function greet(name) {
    updated:
    function greet(fullName) {
    <|file_sep|>original/a.ts
    function greet(name) {
      return name;
    }
    <|file_sep|>current/a.ts
    function greet(fullName) {
      return name;
    }
    <|file_sep|>updated/a.ts"
  `);
});

test("a chat model is told to rewrite the region", () => {
  const prompt = promptOf("chat");
  expect(prompt?.system).toContain("Rewrite the part between <region> and </region>");
  expect(prompt?.text).toMatchInlineSnapshot(`
    "Last edits:

    In a.ts:
    @@ -1,3 +1,3 @@
    -function greet(name) {
    +function greet(fullName) {
       return name;
     }

    The document a.ts:

    <document>
    <region>
    function greet(fullName<cursor/>) {
      return name;
    }
    </region>
    </document>"
  `);
});

test("the region and its surroundings are as long as the format says, and the last eight edits are named", () => {
  const long = Array.from({ length: 300 }, (_, at) => `line ${at}`);
  const edits = Array.from({ length: 12 }, (_, at) => ({
    path: "file:///w/b.ts",
    line: 0,
    oldLines: [`old ${at}`],
    newLines: [`new ${at}`],
  }));
  const prompt = promptOf("sweep", question({ cursor: { line: 150, column: 0 }, edits }, long));
  expect(prompt?.region).toMatchObject({ start: 140, end: 161 });
  expect(prompt?.text.match(/line \d+/g)?.slice(0, 101)).toEqual(long.slice(100, 201));
  expect(prompt?.text.match(/new \d+/g)).toEqual(edits.slice(4).flatMap(({ newLines }) => newLines));
});

test("control texts of the user's files are made inert, and fields of the template stay text", () => {
  const own = ["a <|file_sep|>x", "b {edits} $& {path}", "c"];
  const text = promptOf("sweep", question({ edits: [], cursor: { line: 1, column: 0 } }, own))?.text ?? "";
  expect(text.match(/<\|file_sep\|>/g)).toHaveLength(4);
  expect(text.match(/b \{edits\} \$& \{path\}/g)).toHaveLength(3);
});

test("a secret around the region and in an edit is redacted", () => {
  const secret = "sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg";
  const far = Array.from({ length: 60 }, (_, at) => `line ${at}`);
  const own = [`const apiKey = "${secret}";`, ...far];
  const edits = [{ path: "file:///w/a.ts", line: 0, oldLines: ["const apiKey = '';"], newLines: own.slice(0, 1) }];
  for (const name of ["zeta", "sweep", "chat"] as const) {
    const prompt = promptOf(name, question({ edits, cursor: { line: 20, column: 0 } }, own));
    expect(prompt?.text).toContain("[redacted]");
    expect(prompt?.text).not.toContain(secret);
    expect(prompt?.redactions).toBeGreaterThan(0);
  }
});

test("nothing is asked about a region that holds a secret, a part of one, or a line of data", () => {
  const secret = 'const apiKey = "sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg";';
  expect(promptOf("chat", question({ edits: [] }, [secret]))).toBeUndefined();
  const key = [
    "-----BEGIN PRIVATE KEY-----",
    ...Array(40).fill("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"),
    "-----END PRIVATE KEY-----",
  ];
  expect(promptOf("chat", question({ edits: [], cursor: { line: 20, column: 0 } }, key))).toBeUndefined();
  expect(promptOf("chat", question({ edits: [] }, ["x".repeat(1_001)]))).toBeUndefined();
});

test("an edit inside a secret is left out", () => {
  const key = [
    "-----BEGIN PRIVATE KEY-----",
    ...Array(3).fill("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"),
    "-----END PRIVATE KEY-----",
  ];
  const files = new Map([
    ["file:///w/a.ts", lines],
    ["file:///w/b.ts", key],
  ]);
  const edits = [{ path: "file:///w/b.ts", line: 2, oldLines: ["AAAA"], newLines: key.slice(2, 3) }];
  expect(promptOf("chat", question({ files, edits }))?.text).toContain("Last edits:\n\nnone");
});

test("a private key that was deleted in parts is not sent", () => {
  const parts = [["-----BEGIN PRIVATE KEY-----", "Zmlyc3Q5"], ["bWlkZGxl"], ["bGFzdDEy", "-----END PRIVATE KEY-----"]];
  const edits = parts.map((oldLines) => ({ path: "file:///k.ts", line: 1, oldLines, newLines: [] }));
  const files = new Map([["file:///k.ts", ["const a = 1;", "const b = 2;"]]]);
  const asked = { uri: "file:///k.ts", cursor: { line: 1, column: 3 }, files, edits, pathOf: () => "k.ts" };
  const text = buildEditPrompt(asked, editFormat("chat"), redact)?.text;
  expect(text).toContain("const a = 1;");
  for (const part of ["Zmlyc3Q5", "bWlkZGxl", "bGFzdDEy"]) expect(text).not.toContain(part);
});
