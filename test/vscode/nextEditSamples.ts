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

const goMain = `package main

func main() {
	logger.Printf("start %s", name)
	run()
	logger.Printf("stop %s", name)
}
`;
const goServer = `package main

func run() {
	logger.Printf("serve %s", address)
}
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

const yaml = `services:
  web:
    image_tag: 1.4
    replicas: 2
  worker:
    image_tag: 1.4
    replicas: 1
  mailer:
    image_tag: 1.4
    replicas: 1
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
  "a changed call in Go, in two files": {
    files: { "server.go": goServer, "main.go": goMain },
    edits: [
      { path: "main.go", line: 3, old: "Printf", now: "Infof" },
      { path: "main.go", line: 5, old: "Printf", now: "Infof" },
    ],
    due: 1,
    finished: { "main.go": goMain.replaceAll("Printf", "Infof"), "server.go": goServer.replaceAll("Printf", "Infof") },
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
  "a key in YAML": {
    files: { "services.yaml": yaml },
    edits: [
      { path: "services.yaml", line: 2, old: "image_tag", now: "image" },
      { path: "services.yaml", line: 5, old: "image_tag", now: "image" },
    ],
    due: 1,
    finished: { "services.yaml": yaml.replaceAll("image_tag", "image") },
  },
} as const satisfies Readonly<Record<string, NextEditSample>>;
