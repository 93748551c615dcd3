import { expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey, Refused } from "../support/chatter.ts";
import { logOf } from "../support/log-of.ts";
import { newFolder, removeFolder, startServer } from "../support/server.ts";
import { serverToken } from "../support/tokens.ts";

setDefaultTimeout(60_000);

/** No file of this process may grow beyond so many blocks of 512 bytes: writing more fails as on a full disk. */
const smallDisk = (blocks: number) => ["sh", "-c", `trap '' XFSZ; ulimit -S -f ${blocks}; exec "$@"`, "sh"];

test("[DEGRADE-1] on a full disk sending is refused, reading goes on, and nothing acknowledged is lost", async () => {
  const folder = await newFolder();
  const server = await startServer({ folder, launcher: smallDisk(10_000) });
  const reader = await Chatter.as(server.door, "reader");
  const sender = await Chatter.hello(server.door, serverToken());
  const { room } = await sender.ask("create_room", { key: newKey(), kind: "community" });
  const { head } = await reader.ask("open_room", { room });

  const stored: string[] = [];
  const failed: { key: string; text: string }[] = [];
  while (failed.length < 5) {
    const text = `${stored.length} ${"x".repeat(480)}`;
    const key = newKey();
    try {
      await sender.ask("send_message", { room, key, text });
      stored.push(text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      expect(error.refusal).toMatchObject({ code: "server_error", retry: "later" });
      failed.push({ key, text });
    }
  }
  expect(stored.length).toBeGreaterThan(100);

  // Reading goes on, from memory and from the disk, and so do signals.
  const texts = async (door: string) => (await logOf(door, room)).flatMap(({ data }) => data["text"] ?? []);
  expect(await texts(server.door)).toEqual(stored);
  const late = await Chatter.as(server.door, "late");
  expect((await late.refused("open_room", { room })).code).toBe("server_error");
  expect((await late.ask("load_history", { room })).events.length).toBe(50);
  await reader.settled();
  expect(reader.events(`room:${room}`).map(({ seq }) => seq)).toEqual(stored.map((_, index) => head + 1 + index));
  expect(await (await fetch(`${server.url}health`)).json()).toHaveProperty("status");
  expect(server.log()).toContain("is it full or read-only?");
  expect(server.log()).not.toContain("xxx");

  // Room again: the same keys are as good as new.
  Bun.spawnSync(["prlimit", "--pid", String(server.pid), "--fsize=unlimited"]);
  for (const { key, text } of failed) await sender.ask("send_message", { room, key, text });
  const all = [...stored, ...failed.map(({ text }) => text)];
  expect(await texts(server.door)).toEqual(all);

  await server.kill();
  const next = await startServer({ folder });
  expect(await texts(next.door)).toEqual(all);
  await next.stop();
  await removeFolder(folder);
});
