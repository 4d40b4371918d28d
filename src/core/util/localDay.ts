/** Returns the day of a time in the user's time zone, as 2026-11-23. @param atMs milliseconds since 1970 */
export function localDay(atMs: number): string {
  const date = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
