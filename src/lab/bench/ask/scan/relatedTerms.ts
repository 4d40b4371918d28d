import { stem } from "../../../../core/ask/subWords.ts";

/** Words that programmers use for one another; a question says one, the code says another. */
const circles = [
  "delete remove drop erase clear",
  "create add new make insert",
  "error exception failure fail fault",
  "check validate verify ensure",
  "fetch load read get retrieve",
  "save store write persist put",
  "retry repeat attempt backoff",
  "config configuration settings options preferences",
  "start begin launch initialize setup",
  "stop end finish terminate quit",
  "send emit publish dispatch notify",
  "price cost amount total charge",
  "convert transform translate parse",
  "compute calculate",
  "login authenticate signin auth",
  "user account member",
  "limit maximum max cap capacity",
  "lowest minimum min",
  "cache memoize",
  "cancel abort",
  "draw render paint display",
  "sort order rank",
  "lock mutex concurrent synchronize goroutine thread",
  "unique distinct duplicate",
  "test spec",
  "directory folder",
  "url address link",
  "conflict overlap clash",
];

const relatives = new Map<string, ReadonlySet<string>>();
for (const circle of circles) {
  const members = circle.split(" ").map(stem);
  for (const member of members) relatives.set(member, new Set([...(relatives.get(member) ?? []), ...members]));
}

/** Whether two stemmed terms are words for the same thing. */
export function areRelated(one: string, other: string): boolean {
  return relatives.get(one)?.has(other) ?? false;
}
