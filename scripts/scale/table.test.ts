import { expect, test } from "bun:test";
import { join } from "node:path";
import { expectedServers, simulatedServers } from "./fleet-model.ts";
import { FLEETS, scaleTable } from "./table.ts";

test("the guide's table is the one that the figures give", async () => {
  const guide = await Bun.file(join(import.meta.dir, "../../docs/guides/scaling.md")).text();
  const cells = (text: string) => text.replaceAll(/ +/g, " ");
  expect(cells(guide)).toContain(cells(scaleTable(FLEETS)).split("\n").slice(2).join("\n"));
});

test.each([
  [1, 20],
  [10, 20],
  [100, 5],
  [1_000, 1_000],
])("putting people somewhere by chance comes to what the formula says: %i servers, %i people", (servers, people) => {
  let seed = 42;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const tried = simulatedServers(servers, people, 500, random);
  const calculated = expectedServers(servers, people);
  expect(Math.abs(tried - calculated) / calculated).toBeLessThan(0.03);
});
