/** The scheme of the files that the test serves. VS Code does not search it. */
export const virtualScheme = "hunch-test";
