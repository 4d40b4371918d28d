import assert from "node:assert/strict";
import * as vscode from "vscode";
import { RecentFiles } from "../../../src/core/context/recentFiles.ts";
import type { SourceLearner } from "../../../src/core/types/source.ts";
import { SlicedRunner } from "../../../src/core/util/slicedRunner.ts";
import { Exclusions } from "../../../src/vscode/files/exclusions.ts";
import { SourceFeed } from "../../../src/vscode/files/sourceFeed.ts";
import { showNew, until } from "../../support/host/editing.ts";

const lines = 100_000;
const typed = 30;

/** Counts how often a file is read: each time it is asked first whether the file may be read. */
class CountingExclusions extends Exclusions {
  reads = 0;

  override excludes(uri: vscode.Uri): Promise<boolean> {
    this.reads++;
    return super.excludes(uri);
  }
}

/** Counts what it is handed instead of learning it. */
function createCounter() {
  const count = { editedLines: 0 };
  let known: number | undefined;
  const learner: SourceLearner = {
    *learn(file) {
      for (let slice = 0; slice < 100; slice++) yield;
      known = file.version;
    },
    edit(_uri, version, edits) {
      if (known === undefined) return false;
      known = version;
      count.editedLines += edits.reduce((sum, edit) => sum + edit.lines.length, 0);
      return true;
    },
    forget: () => {
      known = undefined;
    },
    versionOf: () => known,
    bytes: 0,
  };
  return { count, learner };
}

suite("very large files", () => {
  test(`typing in ${lines} lines hands on the lines typed in, and never the whole file at each key stroke`, async () => {
    const { count, learner } = createCounter();
    let slices: (() => void)[] = [];
    const run = () => {
      for (const slice of slices.splice(0)) slice();
    };
    const runner = new SlicedRunner({
      now: () => 0,
      later: (slice) => slices.push(slice),
      onError: (error) => assert.fail(String(error)),
    });
    const exclusions = new CountingExclusions(() => []);
    const log = vscode.window.createOutputChannel("large files", { log: true });
    const memento = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
    const feed = new SourceFeed({ recent: new RecentFiles(), learners: [learner], runner, exclusions, memento, log });
    try {
      const text = Array.from({ length: lines }, (_, index) => `line ${index}`).join("\n");
      const { document } = await showNew("veryLarge.txt", text);
      const file = document.uri.toString();
      feed.ensure(document);
      await feed.whenRead();
      const type = () =>
        Promise.all(Array.from({ length: typed }, () => vscode.commands.executeCommand("type", { text: "x" })));
      // Nothing has been learnt yet: typing must not start the reading over and over.
      await type();
      assert.ok(exclusions.reads <= typed / 3, `the file was read ${exclusions.reads} times`);
      await until("the file is learnt", async () => {
        await feed.whenRead();
        run();
        return learner.versionOf(file) !== undefined;
      });
      const { reads } = exclusions;
      await type();
      assert.equal(exclusions.reads, reads, "the whole file was read again");
      assert.equal(count.editedLines, typed);
    } finally {
      feed.dispose();
      runner.dispose();
      exclusions.dispose();
      log.dispose();
      slices = [];
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
  });
});
