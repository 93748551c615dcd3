import type { ConnectionState } from "@parlor/client";
import { expect, test } from "bun:test";
import { sentLater } from "./sent-later.ts";

const waiting: ConnectionState = { name: "waiting", failures: 2, retryAt: 0 };

test("what is written goes out at once with a connection, and as far as one knows with the first attempt", () => {
  expect(sentLater({ name: "online", failures: 0, since: 0 }, false)).toBeUndefined();
  // The host app may look at its clock earlier than the server does.
  expect(sentLater({ name: "online", failures: 0, since: 0 }, true)).toBeUndefined();
  expect(sentLater({ name: "connecting", failures: 0 }, false)).toBeUndefined();
  expect(sentLater({ name: "greeting", failures: 0 }, false)).toBeUndefined();
});

test("one is offline also while one tries again", () => {
  expect(sentLater(waiting, false)).toBe("offline");
  expect(sentLater({ name: "connecting", failures: 2 }, false)).toBe("offline");
  expect(sentLater({ name: "greeting", failures: 2 }, false)).toBe("offline");
  expect(sentLater({ name: "idle" }, false)).toBe("offline");
});

test("who is signed out does not wait for a network", () => {
  expect(sentLater(waiting, true)).toBe("signed-out");
  expect(sentLater({ name: "greeting", failures: 2 }, true)).toBe("signed-out");
  expect(sentLater({ name: "stopped", reason: 4401 }, false)).toBe("signed-out");
});
