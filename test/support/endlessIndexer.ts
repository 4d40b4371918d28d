import { ChunkIndex } from "../../src/core/ask/index/chunkIndex.ts";
import { openSqliteStore } from "../../src/sqlite/openSqliteStore.ts";

/** Indexes files for ever, until the process is killed. Says after each save how many files were saved. */
const [file = ""] = process.argv.slice(2);
const opened = openSqliteStore(file, "1");
if ("reason" in opened) throw new Error(opened.reason);
const index = new ChunkIndex(opened.store);
for (let number = index.fileCount; ; number++) {
  index.set({
    uri: `file:///${number}.ts`,
    path: `${number}.ts`,
    text: `const common = anchor${number};`,
    stamp: `${number}`,
  });
  if (number % 10 !== 9) continue;
  index.save();
  console.log(index.fileCount);
  await index.merge(() => Promise.resolve());
}
