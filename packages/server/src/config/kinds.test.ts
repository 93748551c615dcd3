import { describe, expect, test } from "bun:test";
import type { Kind, KindDocument } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import { parlorInFolder } from "../testing/parlor-in-folder.ts";
import { WrongSetting } from "./environment.ts";
import { Kinds } from "./kinds.ts";

const cafe = { ...PRESETS.find(({ name }) => name === "cafe") } as KindDocument;

/** Two servers on one database: each has its own kinds. */
async function withTwo(use: (one: Kinds, other: Kinds) => Promise<void>): Promise<void> {
  const parlor = await parlorInFolder();
  try {
    await use(new Kinds(PRESETS, parlor.store.kinds), new Kinds(PRESETS, parlor.store.kinds));
  } finally {
    await parlor.close();
  }
}

describe("changed kinds", () => {
  test("count their versions, and are there on every server that looks", () =>
    withTwo(async (one, other) => {
      expect(await one.change({ ...cafe, limits: { send: "1/1s" } })).toMatchObject({
        ok: true,
        reply: { version: 2 },
      });
      expect(other.get("cafe")?.version).toBe(1);
      await other.refresh();

      expect(other.get("cafe")).toEqual(one.get("cafe") as Kind);
      expect(await other.change({ ...cafe, limits: { send: "2/1s" } })).toMatchObject({ reply: { version: 3 } });
    }));

  test("a change that another server was quicker with comes after it", () =>
    withTwo(async (one, other) => {
      await one.change({ ...cafe, limits: { send: "1/1s" } });
      const late = await other.change({ ...cafe, limits: { send: "2/1s" } });
      expect(late).toMatchObject({ ok: true, reply: { version: 3, limits: { send: "2/1s" } } });
    }));

  test("with the version that one has read, a change is refused when it is not the newest any more", () =>
    withTwo(async (one, other) => {
      await one.change({ ...cafe, limits: { send: "1/1s" } });
      const late = await other.change({ ...cafe, version: 1, limits: { send: "2/1s" } });
      expect(late).toMatchObject({ ok: false, refusal: { code: "bad_kind" } });
      expect(JSON.stringify(late)).toContain("version 2 now");
      expect(other.get("cafe")?.limits.send).toBe("1/1s");
    }));

  test("a kind that an older version saved is read without the settings that are gone", () =>
    withTwo(async (one) => {
      const parlor = await parlorInFolder();
      const { messages, ...rest } = one.get("cafe") as Kind;
      const saved = { ...rest, version: 2, messages: { ...messages, maxLength: 9, files: true, threads: false } };
      await parlor.store.kinds.save(saved);
      const kinds = new Kinds(PRESETS, parlor.store.kinds);
      await kinds.refresh();
      expect(kinds.get("cafe")).toEqual({ ...rest, version: 2, messages: { ...messages, maxLength: 9 } });
      await parlor.close();
    }));

  test("saying the same again is no new version", () =>
    withTwo(async (one) => {
      await one.change({ ...cafe, limits: { send: "1/1s" } });
      expect(await one.change({ ...cafe, limits: { send: "1/1s" } })).toMatchObject({ reply: { version: 2 } });
    }));

  test("a version of the configuration that is newer than the saved one counts", () =>
    withTwo(async (one) => {
      await one.change({ ...cafe, limits: { send: "1/1s" } });
      const parlor = await parlorInFolder();
      await parlor.store.kinds.save(one.get("cafe") as Kind);
      const written = (version: number) =>
        new Kinds([{ ...cafe, version, limits: { send: "9/1s" } }], parlor.store.kinds);
      for (const [version, send] of [
        [1, "1/1s"],
        [2, "1/1s"],
        [3, "9/1s"],
      ] as const) {
        const kinds = written(version);
        await kinds.refresh();
        expect(kinds.get("cafe")?.limits.send).toBe(send);
      }
      await parlor.close();
    }));

  test("all that is wrong is told, each with its path", () =>
    withTwo(async (one) => {
      const schema = await one.change({ ...cafe, limits: { send: "often" }, colour: "red", roles: 7 });
      expect(schema).toMatchObject({ ok: false, refusal: { code: "bad_kind" } });
      for (const told of ['limits.send: must look like "10/10s"', "colour: There is no such setting", "roles: "]) {
        expect(JSON.stringify(schema)).toContain(JSON.stringify(told).slice(1, -1));
      }
      const locked = await one.change({ ...cafe, roles: { member: { can: [] }, moderator: { can: [] } } });
      expect(JSON.stringify(locked)).toContain("roles: Nobody can send");
      expect(one.get("cafe")?.version).toBe(1);
    }));
});

test("a configuration with a bad kind does not start", async () => {
  const parlor = await parlorInFolder();
  expect(() => new Kinds([{ ...cafe, defaultRole: "guest" }], parlor.store.kinds)).toThrow(WrongSetting);
  await parlor.close();
});
