import { expect, test } from "vitest";
import { Pace } from "../../../../src/app/servers/pace.ts";

test("the delay grows with the server's latency and follows the preference", () => {
  const pace = new Pace();
  for (const at of [0, 200, 400, 600]) pace.typed(at);
  const { firstTokenMs } = pace.measurements();
  firstTokenMs.note(50);
  expect(pace.delayMs("balanced")).toBe(0);
  for (let answer = 0; answer < 3; answer++) firstTokenMs.note(400);
  expect(pace.delayMs("short")).toBeLessThan(pace.delayMs("balanced"));
  expect(pace.delayMs("balanced")).toBeLessThan(pace.delayMs("long"));
});

test("another server starts without measurements; the user's rhythm is kept, and late measurements don't count", () => {
  const pace = new Pace();
  for (const at of [0, 500, 1_000, 1_500]) pace.typed(at);
  const before = pace.measurements();
  before.firstTokenMs.note(300);
  before.promptSpeed.note(2);
  expect([pace.firstTokenMs, pace.promptTokensPerMs]).toEqual([300, 2]);
  const unmeasured = new Pace().delayMs("balanced");
  pace.forgetServer();
  before.firstTokenMs.note(900);
  expect([pace.firstTokenMs, pace.promptTokensPerMs]).toEqual([undefined, undefined]);
  expect(pace.delayMs("balanced")).toBeGreaterThan(unmeasured);
});
