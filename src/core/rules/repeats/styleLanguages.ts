/** Languages whose braces hold declarations, one a line. */
export const styleLanguages: ReadonlySet<string> = new Set(["css", "scss", "less", "sass", "stylus", "postcss"]);
