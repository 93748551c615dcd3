import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type CatalogItem, queueStream } from "@parlor/protocol";
import type { Ask } from "../commands/handlers.ts";
import { readConfiguration } from "../config/configuration.ts";
import { calling, parlorInFolder, type ParlorInFolder } from "../testing/parlor-in-folder.ts";
import { begin } from "./begin.ts";
import { DEMONSTRATION } from "./demonstration.ts";
import { fillCatalog } from "../storage/fill-catalog.ts";
import { CatalogWriter } from "../storage/sqlite/catalog-writer.ts";

let house: ParlorInFolder;
beforeEach(async () => (house = await parlorInFolder()));
afterEach(() => house.close());

const fill = (catalog: string, items: readonly CatalogItem[]) =>
  fillCatalog(CatalogWriter.open(house.folder, catalog), items);
const DEMONSTRATES = { DEMONSTRATION: "on" } as const;
const start = (configured?: object) => {
  const read = configured && readConfiguration(configured, ["community", "group"]);
  return begin(
    house.parlor.ask,
    house.store,
    read?.ok ? read.configured : undefined,
    DEMONSTRATES,
    house.catalog,
    fill,
  );
};
const listed = async () => {
  const { body } = await (await calling(house, "ana"))("GET", "/rooms?of=listed&limit=200");
  return (body as { rooms: { room: string; title: string; description: string; memberCount: number; head: number }[] })
    .rooms;
};

describe("empty data", () => {
  test("gets the demonstration, once: rooms to walk into that nobody is in", async () => {
    await start();
    const first = await listed();
    expect(first.map(({ room }) => room)).toEqual(["cafe", "general", "nutrition", "progress", "workout-tips"]);
    expect(first.filter(({ description, memberCount }) => !description || memberCount > 0)).toEqual([]);

    await start();
    expect(await listed()).toEqual(first);
  });

  test("gets the rest of it when the server died in the middle, wherever that was", async () => {
    const wanted = [...DEMONSTRATION.rooms, ...DEMONSTRATION.queues].length;
    await start();
    const whole = await listed();
    for (let made = 1; made < wanted; made += 3) {
      await house.close();
      house = await parlorInFolder();
      let asked = 0;
      const dying: Ask = (command, caller) => {
        if (asked++ === made) throw new Error("power cut");
        return house.parlor.ask(command, caller);
      };
      const died = begin(dying, house.store, undefined, DEMONSTRATES, house.catalog, fill);
      expect(await died.catch((error: Error) => error.message)).toBe("power cut");
      await start();
      expect((await listed()).map(({ room, head }) => [room, head])).toEqual(
        whole.map(({ room, head }) => [room, head]),
      );
      for (const { queue } of DEMONSTRATION.queues) expect(await house.store.load(queueStream(queue), 1)).toBeDefined();
    }
  });

  test("gets it once from servers that start together", async () => {
    await Promise.all([start(), start(), start()]);
    const rooms = await listed();
    expect(rooms).toHaveLength(5);
    expect(rooms.filter(({ head }) => head !== 1)).toEqual([]);
  });

  test("gets what a configuration of one's own says instead", async () => {
    await start({ rooms: [{ room: "ours", kind: "community", title: "Ours" }] });
    expect(await listed()).toMatchObject([{ room: "ours", title: "Ours", memberCount: 0 }]);
    await start({});
    expect(await listed()).toHaveLength(1);
  });

  test("keeps the products that were imported before the first start, and without any gets some", async () => {
    const products = async () => house.catalog.find({ catalog: "products", text: "", offset: 0, limit: 50 });
    await fill("products", [{ id: "own", title: "Our own", body: "" }]);
    await start();
    expect((await products())?.items.map(({ id }) => id)).toEqual(["own"]);
    expect(await listed()).not.toEqual([]);

    await house.close();
    house = await parlorInFolder();
    await start();
    expect((await products())?.total).toBeGreaterThan(5);
  });

  test("stays empty when that is wanted", async () => {
    await begin(house.parlor.ask, house.store, undefined, { DEMONSTRATION: "off" }, house.catalog, fill);
    expect(await listed()).toEqual([]);
  });
});

test("data that is in use gets no demonstration, even when there is nothing to see for strangers", async () => {
  await (
    await calling(house, "ana")
  )("POST", "/rooms", { key: "p", room: "private", kind: "group" });
  await start();
  expect(await listed()).toEqual([]);
});

test("a configured room that is there already goes on with its own life", async () => {
  const ana = await calling(house, "ana");
  await ana("POST", "/rooms", { key: "o", room: "ours", kind: "community", title: "Named by Ana" });
  await start({
    rooms: [
      { room: "ours", kind: "community", title: "Configured" },
      { room: "new", kind: "community" },
    ],
  });
  expect(await listed()).toMatchObject([{ room: "new" }, { room: "ours", title: "Named by Ana" }]);

  await start({ rooms: [{ room: "new", kind: "community", title: "Another title" }] });
  expect(await listed()).toMatchObject([{ room: "new", title: "" }, { room: "ours" }]);
});
