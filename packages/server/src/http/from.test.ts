import { expect, test } from "bun:test";
import { fromOf } from "./from.ts";

const headers = { "x-forwarded-for": "203.0.113.9, 198.51.100.2", "x-forwarded-proto": "https" };
const request = new Request("http://parlor.test/", { headers });

test("without a proxy of ours, nobody is believed about where they come from", () => {
  expect(fromOf(request, "192.0.2.1", { publicUrl: undefined, behindProxy: false })).toEqual({
    address: "192.0.2.1",
    secure: false,
  });
});

test("behind a proxy, the last address is the one it saw itself", () => {
  const settings = { publicUrl: undefined, behindProxy: true };
  expect(fromOf(request, "192.0.2.1", settings)).toEqual({ address: "198.51.100.2", secure: true });
  expect(fromOf(new Request("http://parlor.test/"), "192.0.2.1", settings)).toEqual({
    address: "192.0.2.1",
    secure: false,
  });
});

test("a public address with TLS makes every answer one over TLS", () => {
  const { secure } = fromOf(request, "", { publicUrl: "https://chat.example.com", behindProxy: false });
  expect(secure).toBe(true);
});
