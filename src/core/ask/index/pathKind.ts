/** What a file is for, as far as its path shows. */
export type PathKind = "code" | "prose" | "test" | "data";

const prose = /\.(md|mdx|markdown|rst|adoc|txt)$/i;
const test =
  /(^|\/)(tests?|specs?|__tests__|__mocks__|mocks?|fixtures?|testdata|acceptance|e2e)\/|[._-](test|spec|mock|stories)\.|(^|\/)(test_|conftest)|_(test|mock)\.|\.txtar$/i;
const data =
  /\.(json|ya?ml|toml|ini|cfg|xml|svg|css|s[ac]ss|less|csv|html?|plist|lock)$|(^|\/)(changelog|changes|history|news|releases?)(\.\w+)?$/i;

/** Returns the kind of a file: change logs and configuration are data, mocks and fixtures are tests. */
export function pathKind(path: string): PathKind {
  if (data.test(path)) return "data";
  if (test.test(path)) return "test";
  return prose.test(path) ? "prose" : "code";
}

export function isProsePath(path: string): boolean {
  return prose.test(path);
}
