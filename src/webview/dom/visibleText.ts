/** Characters that change the order or look of the text around them, or that nobody sees (Unicode TR 36, CVE-2021-42574). */
const deceptive = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Shows characters that could make text look like other text by their code, as in `[U+202E]`. */
export function visibleText(text: string): string {
  return text.replace(
    deceptive,
    (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}
