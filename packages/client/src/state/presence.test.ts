import { expect, test } from "bun:test";
import { changePresence } from "./presence.ts";

const person = (id: string, status: "online" | "away" = "online") => ({ id, name: id, status });
const signal = { stream: "room:a", kind: "presence" as const };

test("people come, change and go", () => {
  const both = { count: 2, people: [person("ana"), person("bo")] };
  const after = changePresence(both, {
    ...signal,
    count: 2,
    here: [person("ana", "away"), person("cy")],
    gone: ["bo"],
  });

  expect(after).toEqual({ count: 2, people: [person("ana", "away"), person("cy")] });
});

test("in a large room only the count is kept", () => {
  expect(changePresence({ count: 900 }, { ...signal, count: 901, here: [person("ana")] })).toEqual({ count: 901 });
});
