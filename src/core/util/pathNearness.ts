/**
 * How near two files stand in the tree, by paths with "/": folders they share less half of those that only the second
 * is in. Higher is nearer; a neighbour in the same folder is nearest.
 */
export function pathNearness(from: string, to: string): number {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/").slice(0, -1);
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++;
  return shared - (there.length - shared) / 2;
}
