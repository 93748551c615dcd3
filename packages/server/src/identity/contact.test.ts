import { expect, test } from "bun:test";
import { contactOf } from "./contact.ts";

test.each([
  [{}, undefined],
  [{ email: "ana@example.org" }, { email: "ana@example.org" }],
  [
    { email: "ana@example.org", phoneNumber: "+48 1" },
    { email: "ana@example.org", phoneNumber: "+48 1" },
  ],
  // One that no store could hold, or that is none, does not cost the other one.
  [{ email: "a\u0000b", phoneNumber: "1" }, { phoneNumber: "1" }],
  [{ email: "a@b.c", phoneNumber: "1".repeat(65) }, { email: "a@b.c" }],
  [{ email: "", phoneNumber: 48 }, undefined],
  [{ email: null, phoneNumber: {} }, undefined],
])("of the claims %j it is %j", (claims, contact) => {
  expect(contactOf(claims)).toEqual(contact);
});
