import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { Kind } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import type { KindRecords } from "./kind-records.ts";

/** A place where kinds can be opened, closed, and opened again on the same data. */
export interface KindRecordsPlace {
  open(): Promise<{ readonly kinds: KindRecords; close(): Promise<void> }>;
  remove(): Promise<void>;
}

const preset = (name: string, version: number, defaultRole = "member"): Kind =>
  Kind.parse({ ...PRESETS.find((one) => one.name === name), version, defaultRole });

/** Every KindRecords must pass these. */
export function kindRecordsContract(name: string, newPlace: () => Promise<KindRecordsPlace>): void {
  describe(`${name} keeps kinds`, () => {
    let place: KindRecordsPlace;
    let opened: Awaited<ReturnType<KindRecordsPlace["open"]>>;

    beforeEach(async () => {
      place = await newPlace();
      opened = await place.open();
    });
    afterEach(async () => {
      await opened.close();
      await place.remove();
    });

    test("what was saved is there as it was, by name, after a restart too", async () => {
      expect(await opened.kinds.all()).toEqual([]);
      expect(await opened.kinds.save(preset("group", 2))).toBe(true);
      expect(await opened.kinds.save(preset("cafe", 7))).toBe(true);
      await opened.close();
      opened = await place.open();

      expect(await opened.kinds.all()).toEqual([preset("cafe", 7), preset("group", 2)]);
    });

    test("a newer version takes the place of an older one, and never the other way round", async () => {
      await opened.kinds.save(preset("group", 2));
      expect(await opened.kinds.save(preset("group", 3, "moderator"))).toBe(true);
      expect(await opened.kinds.save(preset("group", 3))).toBe(false);
      expect(await opened.kinds.save(preset("group", 2))).toBe(false);

      expect(await opened.kinds.all()).toEqual([preset("group", 3, "moderator")]);
    });

    test("of many who save the same version at once, one does", async () => {
      const saved = await Promise.all(Array.from({ length: 8 }, () => opened.kinds.save(preset("cafe", 2))));
      expect(saved.filter(Boolean)).toHaveLength(1);
    });
  });
}
