import { describe, expect, test } from "bun:test";
import { Origins } from "./origins.ts";

const settings = {
  allowed: ["https://app.example.com"],
  publicUrl: "https://chat.example.com/path",
  onLoopback: false,
};

describe("an origin is trusted", () => {
  test.each([
    ["https://chat.example.com", "127.0.0.1:8006", true],
    ["https://app.example.com", "127.0.0.1:8006", true],
    ["http://192.0.2.1:8006", "192.0.2.1:8006", true],
    ["http://192.0.2.1:9000", "192.0.2.1:8006", false],
    ["https://app.example.com.evil.example", "127.0.0.1:8006", false],
    ["http://app.example.com", "127.0.0.1:8006", false],
    ["http://localhost:3000", "localhost:8006", false],
    ["null", "null", false],
    ["", "", false],
  ])("%s of a page that asks %s: %p", (origin, host, trusted) => {
    expect(new Origins(settings).trusts(origin, host)).toBe(trusted);
  });
});

test("on one's own machine, other ports of it are trusted, and still no other machine", () => {
  const origins = new Origins({ ...settings, onLoopback: true });
  expect(origins.trusts("http://localhost:3000", "127.0.0.1:8006")).toBe(true);
  expect(origins.trusts("https://evil.example", "127.0.0.1:8006")).toBe(false);
  expect(origins.trusts("http://127.evil.example", "127.0.0.1:8006")).toBe(false);
});
