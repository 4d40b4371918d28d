/** The language of the page, for numbers and dates, as a BCP 47 tag. */
export const language: string = (typeof document === "undefined" ? "" : document.documentElement.lang) || "en";
