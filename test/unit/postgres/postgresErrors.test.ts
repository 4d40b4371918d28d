import { DatabaseError } from "pg";
import { expect, test } from "vitest";
import { sharedIndexError } from "../../../src/postgres/postgresErrors.ts";

const noEntry = 'no pg_hba.conf entry for host "10.0.0.7", user "reader", database "code", no encryption';

test.each([
  ["28P01", "password authentication failed", "wrongPassword"],
  ["28000", noEntry, "notAllowed"],
  ["42704", 'type "halfvec" does not exist', "noPgvector"],
  ["3D000", 'database "code" does not exist', "failed"],
])("the server's error %s (%s) is of the kind %s", (code, message, kind) => {
  const error = Object.assign(new DatabaseError(message, message.length, "error"), { code });
  expect(sharedIndexError(error, "secret")).toMatchObject({ kind, detail: message });
});

test("a certificate of an unknown authority says how to name the authority", () => {
  const error = Object.assign(new Error("self-signed certificate in certificate chain"), {
    code: "SELF_SIGNED_CERT_IN_CHAIN",
  });
  const { kind, message } = sharedIndexError(error, undefined);
  expect(kind).toBe("unknownAuthority");
  expect(message).toContain("self-signed certificate in certificate chain");
  expect(message).toContain("NODE_EXTRA_CA_CERTS");
});
