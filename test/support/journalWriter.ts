import { EventJournal } from "../../src/app/journal/eventJournal.ts";
import type { ShownEvent } from "../../src/core/statistics/events.ts";
import { nodeLineFiles } from "../../src/node/nodeLineFiles.ts";

/** A process that records events as a window does: `node journalWriter.ts FOLDER WINDOW COUNT`; prints a line when done. */
const [folder = "", window = "0", count = "0"] = process.argv.slice(2);
const journal = new EventJournal({
  files: nodeLineFiles(folder),
  clock: { wall: () => Date.now(), after: () => () => undefined },
  keepDays: () => 90,
  onTrouble: (sentence) => console.error(sentence),
});
for (let suggestion = 1; suggestion <= Number(count); suggestion++) {
  const event: ShownEvent = {
    kind: "shown",
    at: Date.now(),
    window: Number(window),
    offer: suggestion,
    suggestion,
    languageId: "go",
    source: "embedded",
    characters: 10,
    lines: 1,
    latencyMs: 4,
  };
  journal.append(event);
  if (suggestion % 7 === 0) await journal.flush();
}
await journal.flush();
console.log("done");
