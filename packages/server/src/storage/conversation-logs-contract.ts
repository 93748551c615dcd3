import { describe, expect, test } from "bun:test";
import { jsonOf, append, drafts, summaryOf } from "./contract-drafts.ts";
import type { ConversationLogs } from "./conversation-logs.ts";
import type { Store } from "./store.ts";

export interface LogsPlace {
  readonly store: Pick<Store, "append" | "close">;
  /** Over a connection of its own, beside the store. */
  open(): ConversationLogs;
  remove(): Promise<void>;
}

/** Every ConversationLogs must pass these. */
export function conversationLogsContract(name: string, newPlace: () => Promise<LogsPlace>): void {
  describe(`${name} reads conversations beside the store`, () => {
    test("rooms by their id or their kind, and each log from any place on, as it is now and as it was", async () => {
      const place = await newPlace();
      for (const [room, kind, createdAt] of [
        ["late", "study", 2],
        ["early", "study", 1],
        ["study-room", "other", 3],
      ] as const) {
        const summary = summaryOf(room, { kind, createdAt, closed: room === "early" });
        await place.store.append([[{ ...append(`room:${room}`, 0, drafts(1, 3)), summary }]]);
      }
      const edited = { seq: 2, json: jsonOf(2, { text: "edited" }) };
      await place.store.append([[{ ...append("room:late", 3, drafts(4, 1)), revisions: [edited] }]]);

      const logs = place.open();
      expect(await logs.roomsOf("study")).toEqual(["early", "late"]);
      expect(await logs.roomsOf("study-room")).toEqual(["study-room"]);
      expect(await logs.roomsOf("nothing")).toEqual([]);
      const rows = await logs.after("late", 1, 2);
      expect(rows.map(({ seq }) => seq)).toEqual([2, 3]);
      expect(JSON.parse(rows[0]?.now ?? "")).toMatchObject({ data: { text: "edited" } });
      expect(JSON.parse(rows[0]?.first ?? "")).toMatchObject({ data: { text: "2" } });
      expect((await logs.after("late", 0, 100)).length).toBe(4);
      expect(await logs.after("nothing", 0, 100)).toEqual([]);
      await logs.close();
      await place.store.close();
      await place.remove();
    });
  });
}
