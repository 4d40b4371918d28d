/** Code with a change that is due at several places, and the first edits of it. */
export interface NextEditSample {
  /** The setting at which it is proposed; the default if undefined. */
  readonly eagerness?: "eager" | undefined;
  /** Path → content; the last one is edited. */
  readonly files: Readonly<Record<string, string>>;
  /** Edits by hand: text in a line, which counts from 0, is replaced. */
  readonly edits: readonly {
    readonly path: string;
    readonly line: number;
    readonly old: string;
    readonly now: string;
  }[];
  /** How many edits are due then. */
  readonly due: number;
  /** The files after all edits that are due were accepted. */
  readonly finished: Readonly<Record<string, string>>;
}

const area = `let size = width * height;

report(size);

report(size);
`;

const connect = `def check(host, timeout):
    first = connect(host)
    if first.failed:
        return
    second = connect(host)
    if second.failed:
        return
    third = connect(host)
    third.close()
`;

const jsx = `export const Bar = () => (
  <div>
    <Button kind="primary">Save</Button>
    <p>Or else</p>
    <Button kind="primary">Send</Button>
    <p>At last</p>
    <Button kind="primary">Close</Button>
  </div>
);
`;

export const nextEditSamples = {
  "a rename in TypeScript": {
    eagerness: "eager", // Two uses of a name are little to be confident from.
    files: { "area.ts": area },
    edits: [{ path: "area.ts", line: 0, old: "size", now: "surface" }],
    due: 2,
    finished: { "area.ts": area.replaceAll("size", "surface") },
  },
  "an added argument in Python": {
    files: { "check.py": connect },
    edits: [
      { path: "check.py", line: 1, old: "host)", now: "host, timeout)" },
      { path: "check.py", line: 4, old: "host)", now: "host, timeout)" },
    ],
    due: 1,
    finished: { "check.py": connect.replaceAll("(host)", "(host, timeout)") },
  },
  "an attribute in JSX": {
    files: { "bar.tsx": jsx },
    edits: [
      { path: "bar.tsx", line: 2, old: '"primary"', now: '"primary" small' },
      { path: "bar.tsx", line: 4, old: '"primary"', now: '"primary" small' },
    ],
    due: 1,
    finished: { "bar.tsx": jsx.replaceAll('"primary"', '"primary" small') },
  },
} as const satisfies Readonly<Record<string, NextEditSample>>;
