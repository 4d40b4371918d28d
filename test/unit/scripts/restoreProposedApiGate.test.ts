import { expect, test } from "vitest";
import { restoreProposedApiGate } from "../../../scripts/codeServer/restoreProposedApiGate.ts";

const thrower =
  "function Pe(i,t){if(!Oe(i,t))throw new Error(`Extension '${i.identifier.value}' CANNOT use API proposal: ${t}`)}";

test("the disabled check of proposed API reads the manifest again", () => {
  const gated = restoreProposedApiGate(`var a=1;function Oe(i,t){return!0}${thrower}`);
  const isAllowed = new Function(`${gated};return Oe`)() as (extension: object, proposal: string) => boolean;
  expect(isAllowed({ enabledApiProposals: ["one"] }, "one")).toBe(true);
  expect(isAllowed({ enabledApiProposals: ["one"] }, "other")).toBe(false);
  expect(isAllowed({}, "one")).toBe(false);
});

test("a VS Code without the expected check is refused", () => {
  expect(() => restoreProposedApiGate("function other(){return!0}")).toThrow(/was not found/);
});
