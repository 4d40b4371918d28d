/**
 * Returns how near two files are in the tree: the number of common folders minus half of the other folders of `to`.
 * Higher is nearer; a file in the same folder is nearest. Paths use "/".
 */
export function pathNearness(from: string, to: string): number {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/").slice(0, -1);
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++;
  return shared - (there.length - shared) / 2;
}
