import { expect, test } from "bun:test";

import { faultOf, importsOf } from "./arrows.ts";

const fault = (file: string, specifier: string, typeOnly = false): string | undefined =>
  faultOf(file, { specifier, typeOnly });

test.each([
  ["packages/protocol/src/a.ts", "@parlor/rules"],
  ["packages/rules/src/a.ts", "@parlor/client"],
  ["packages/rules/src/a.ts", "node:fs"],
  ["packages/client/src/a.ts", "@parlor/server"],
  ["packages/server/src/a.ts", "@parlor/client"],
  ["packages/server/src/a.ts", "@parlor/tests"],
  ["packages/react/src/a.tsx", "@parlor/server"],
  ["apps/web/src/a.tsx", "@parlor/server"],
  ["tests/system/a.test.ts", "@parlor/client/src/state/timeline.ts"],
  ["packages/server/src/a.ts", "../../rules/src/can.ts"],
  ["packages/server/src/a.test.ts", "../../rules/src/can.ts"],
  ["tests/system/a.ts", "../../packages/server/src/main.ts"],
  ["packages/client/src/state/a.ts", "../connection/connection.ts"],
  ["packages/client/src/state/a.ts", "zod"],
  ["packages/server/src/commands/a.ts", "../storage/sqlite/open.ts"],
  ["packages/server/src/storage/a.ts", "./postgres/open.ts"],
  ["packages/server/src/storage/sqlite/a.ts", "../postgres/open.ts"],
  ["packages/server/src/fan-out/hub.ts", "./redis/bus.ts"],
  ["packages/server/src/fan-out/hub.ts", "./redis-bus.ts"],
  ["packages/server/src/streams/a.ts", "../copies/redis-copies.ts"],
  ["packages/server/src/connection/a.ts", "../streams/journal.ts"],
  ["packages/server/src/dialects/cafe/a.ts", "../../storage/storage.ts"],
])("%s may not import %s", (file, specifier) => {
  expect(fault(file, specifier)).toBeString();
});

test.each([
  ["packages/protocol/src/a.ts", "zod"],
  ["packages/protocol/src/a.test.ts", "bun:test"],
  ["packages/rules/src/a.ts", "@parlor/protocol"],
  ["packages/client/src/state/a.ts", "./timeline.ts"],
  ["packages/client/src/state/a.test.ts", "../testing/seeds.ts"],
  ["packages/server/src/main.ts", "./storage/sqlite/open.ts"],
  ["packages/server/src/storage/postgres/a.test.ts", "@parlor/tests"],
  ["packages/server/src/main.ts", "./fan-out/redis/bus.ts"],
  ["packages/server/src/storage/sqlite/a.ts", "./open.ts"],
  ["packages/server/src/storage/sqlite/a.ts", "../storage.ts"],
  ["packages/server/src/commands/a.ts", "../storage/storage.ts"],
  ["packages/server/src/fan-out/redis/a.ts", "./connection.ts"],
  ["packages/server/src/copies/redis-copies.ts", "../fan-out/redis-connection.ts"],
  ["packages/server/src/connection/a.ts", "./frame.ts"],
  ["packages/server/src/dialects/cafe/a.ts", "../../commands/send-message.ts"],
  ["tests/system/a.test.ts", "@parlor/client"],
])("%s may import %s", (file, specifier) => {
  expect(fault(file, specifier)).toBeUndefined();
});

test("connection may know the types of what it may not call", () => {
  expect(fault("packages/server/src/connection/a.ts", "../commands/commands.ts", true)).toBeUndefined();
  expect(fault("packages/server/src/connection/a.ts", "../commands/commands.ts", false)).toBeString();
});

test("an import is found in every form it can take", () => {
  const source = `import "./a.ts";
import b, { type B } from "./b.ts";
import type { C } from "./c.ts";
import {
  type D,
  type E,
} from "./d.ts";
export * from "./f.ts";
export type { G } from "./g.ts";
const h = await import("./h.ts");
export const from = "i";
`;
  expect(importsOf(source)).toEqual([
    { specifier: "./a.ts", typeOnly: false },
    { specifier: "./b.ts", typeOnly: false },
    { specifier: "./c.ts", typeOnly: true },
    { specifier: "./d.ts", typeOnly: true },
    { specifier: "./f.ts", typeOnly: false },
    { specifier: "./g.ts", typeOnly: true },
    { specifier: "./h.ts", typeOnly: false },
  ]);
});
