/** The font of an editor, as far as a box needs it. Sizes are in pixels. */
export interface BoxFont {
  readonly family: string;
  readonly size: number;
  readonly lineHeight: number;
}

/** Colors of a box: an SVG image cannot use the colors of the theme. */
export interface BoxColors {
  readonly text: string;
  readonly background: string;
  readonly border: string;
}

export const lightBox: BoxColors = { text: "#1f2328", background: "#e6f4ea", border: "#1a7f37" };
export const darkBox: BoxColors = { text: "#e6edf3", background: "#12261e", border: "#3fb950" };

/** Width of a character in a monospaced font, of its size. An image cannot measure the editor's font. */
const characterWidth = 0.62;
const padding = 6;
/** Characters that take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/gu;
/** Not allowed in XML. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: These are the ones to remove.
const unprintable = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** Draws lines as an SVG image and returns its address. Decorations have no other way to show several lines. */
export function drawBox(lines: readonly string[], font: BoxFont, { text, background, border }: BoxColors): string {
  const columns = Math.max(1, ...lines.map(columnsOf));
  const width = Math.ceil(columns * font.size * characterWidth) + 2 * padding;
  const height = Math.ceil(lines.length * font.lineHeight) + 4;
  const rows = lines.map((line, at) => {
    const y = 2 + (at + 0.5) * font.lineHeight;
    return `<text x="${padding}" y="${y}" dominant-baseline="central" xml:space="preserve">${escapeXml(line)}</text>`;
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="3" fill="${background}" stroke="${border}"/>` +
    `<g font-family="${escapeXml(font.family)}" font-size="${font.size}" fill="${text}">${rows.join("")}</g></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

function columnsOf(line: string): number {
  return Array.from(line).length + (line.match(wide)?.length ?? 0);
}

function escapeXml(text: string): string {
  return text.replace(unprintable, "\ufffd").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
