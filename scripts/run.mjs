// Starts every task, under any Node: `node scripts/run.mjs TASK [arguments]`.
// It has no dependency and no new syntax, so that an old Node can report that it is too old.
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(`Hunch needs Node 20 or newer. This is Node ${process.versions.node}.`);
  console.error("Install a newer one (https://nodejs.org) and run the same command again.");
  process.exit(1);
}
const { setUpAndRun } = await import("./setUp.mjs");
process.exit(await setUpAndRun(process.argv[2], process.argv.slice(3)));
