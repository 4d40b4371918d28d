import { expect, test } from "vitest";
import { settingsVariant } from "../../../src/core/variants/variant.ts";
import { variantLabel } from "../../../src/core/variants/variantLabel.ts";

test("only the name of Hunch's own variant is translated", () => {
  const translate = (text: string) => `<${text}>`;
  expect(variantLabel(settingsVariant.name, translate)).toBe("<Your settings>");
  expect(variantLabel("Ask", translate)).toBe("Ask");
});
