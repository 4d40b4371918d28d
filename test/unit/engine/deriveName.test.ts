import { expect, test } from "vitest";
import { splitName } from "../../../src/core/code/splitName.ts";
import { deriveName } from "../../../src/core/engine/collect/deriveName.ts";

test.each([
  ["user", "order", "loadUsers", "loadOrders"],
  ["user", "order", "USER_LIMIT", "ORDER_LIMIT"],
  ["user", "order", "user_id", "order_id"],
  ["UserService", "OrderService", "userService", "orderService"],
  ["addItem", "removeItem", "addItemButton", "removeItemButton"],
  ["user", "lineItem", "userName", "lineItemName"],
  ["user", "lineItem", "get_user", "get_line_item"],
  ["größe", "länge", "maxGröße", "maxLänge"],
])("%s → %s makes %s into %s", (from, to, name, made) => {
  expect(deriveName(from, to, name)).toBe(made);
});

test("a renaming says nothing about a name without the renamed part", () => {
  expect(deriveName("user", "order", "logger")).toBeUndefined();
  expect(deriveName("user", "user", "users")).toBeUndefined();
  expect(deriveName("user", "order", "amuser")).toBeUndefined();
});

test("sub-words follow humps, capitals, digits and underscores", () => {
  expect(splitName("parseHTTPReply_2")).toEqual(["parse", "HTTP", "Reply", "_", "2"]);
});
