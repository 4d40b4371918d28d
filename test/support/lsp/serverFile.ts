import { inCache } from "../../../scripts/paths.ts";

/** The built language server that tests start. */
export const serverFile = inCache("lsp", "hunch-lsp.cjs");
