import { expect, test } from "vitest";
import { LineOffers } from "../../../src/core/completion/lineOffers.ts";
import { at } from "../../support/at.ts";

test("an offer continues while the typed text agrees with it, and one that extends it does too", () => {
  const offers = new LineOffers();
  offers.show("bar(one)", at("const a = ▮\n"));
  const later = at("const a = bar▮\n");
  offers.follow(later);
  expect(offers.continues("(one)", later)).toBe(true);
  expect(offers.continues("(one).two()", later)).toBe(true);
  expect(offers.continues("(other)", later)).toBe(false);
  expect(offers.contradictions).toBe(0);
});

test("what is left of an offer that was typed against is not offered again on the line", () => {
  const offers = new LineOffers();
  offers.show("is_too_low(self)", at("def ▮\n"));
  offers.follow(at("def is_too_d▮\n"));
  expect(offers.contradictions).toBe(1);
  expect(offers.isContradicted("low(self)")).toBe(true);
  expect(offers.isContradicted("(self)")).toBe(true);
  expect(offers.isContradicted("ark(level)")).toBe(false);
  offers.follow(at("def is_too_dark(self):\n  ▮\n", { line: 1 }));
  expect(offers.isContradicted("(self)")).toBe(false);
});

test("an accepted offer leaves nothing behind, and neither does going elsewhere", () => {
  const offers = new LineOffers();
  offers.show("first()", at("▮\n"));
  offers.follow(at("second▮\n"));
  expect(offers.contradictions).toBe(1);
  offers.show("()", at("second▮\n"));
  offers.follow(at("second()▮\n"));
  expect(offers.contradictions).toBe(0);
  offers.show("third", at("abc▮\n"));
  offers.follow(at("xyz▮\n"));
  expect(offers.contradictions).toBe(0);
});

test("an offer that the user dismissed does not continue, but may be offered again once more is typed", () => {
  const offers = new LineOffers();
  offers.show("first()", at("▮\n"));
  offers.hide();
  const later = at("fir▮\n");
  offers.follow(later);
  expect(offers.continues("st()", later)).toBe(false);
  expect(offers.isContradicted("st()")).toBe(false);
});

test("what was typed against may be shown again once the user asks", () => {
  const offers = new LineOffers();
  offers.show("first()", at("▮\n"));
  offers.follow(at("second▮\n"));
  expect(offers.isContradicted("first()")).toBe(true);
  offers.forgive();
  expect(offers.isContradicted("first()")).toBe(false);
});

test("what was typed against may be shown again once that is deleted", () => {
  const offers = new LineOffers();
  offers.show("bar(one)", at("const a = ▮\n"));
  offers.follow(at("const a = bx▮\n"));
  offers.follow(at("const a = bxy▮\n"));
  expect(offers.contradictions).toBe(1);
  offers.follow(at("const a = b▮\n"));
  expect(offers.contradictions).toBe(0);
});
