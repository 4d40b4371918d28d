// The one door to every task, from whatever Node is there: `node scripts/run.mjs TASK [arguments]`.
// No dependency and no new syntax, so that an old Node can still say what is missing.
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(`Hunch needs Node 20 or newer to set itself up; this is Node ${process.versions.node}.`);
  console.error("Install a newer one (https://nodejs.org) and run the same command again.");
  process.exit(1);
}
const { setUpAndRun } = await import("./setUp.mjs");
process.exit(await setUpAndRun(process.argv[2], process.argv.slice(3)));
