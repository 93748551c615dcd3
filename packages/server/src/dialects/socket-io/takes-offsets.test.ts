import { expect, test } from "bun:test";
import { takesOffsets } from "./takes-offsets.ts";

test.each([
  ["/socket.io/?EIO=4&transport=polling&t=abc", "Mozilla/5.0", true],
  ["/socket.io/?dialect=cafe&EIO=4&transport=websocket", undefined, true],
  ["/socket.io/?transport=polling&EIO=4&t=1632140800.1", "Python/3.12 aiohttp/3.9", false],
  ["/socket.io/?EIO=4&transport=websocket", "Dart/3.3 (dart:io)", false],
  ["/socket.io/?transport=websocket", undefined, false],
])("%s by %s: %p", (url, agent, takes) => {
  expect(takesOffsets({ url, headers: { "user-agent": agent } })).toBe(takes);
});
