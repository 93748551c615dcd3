import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Chatter, newKey } from "../support/chatter.ts";
import { hears } from "../support/hears.ts";
import { withServer } from "../support/server.ts";

setDefaultTimeout(60_000);

interface Session {
  readonly user: { readonly id: string };
  readonly token: string;
}

async function tryAs(url: string, role: string): Promise<Response> {
  return fetch(`${url}v1/demo/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role }),
  });
}

async function entrancesOf(url: string): Promise<{ tryAs?: { role: string; name: string }[] }> {
  return (await fetch(`${url}v1/entrances`)).json() as Promise<{ tryAs?: { role: string; name: string }[] }>;
}

test("an empty folder shows something of every preset, and one can try it as everybody who takes part", async () => {
  await withServer(
    async ({ url, door }) => {
      const be = async (role: string) => {
        const { token } = (await (await tryAs(url, role)).json()) as Session;
        return Chatter.hello(door, token);
      };
      const [mia, ada, ben] = [await be("member"), await be("assistant"), await be("client")];
      const [olga, pia] = [await be("organizer"), await be("participant")];
      const kinds = (await mia.ask("list_rooms", {})).rooms.map(({ kind }) => kind);
      expect(kinds.toSorted()).toEqual(["direct", "group"]);
      const { state } = await mia.ask("open_room", { room: "weekend" });
      expect(state.members.map(({ name }) => name).toSorted()).toEqual(["Ada", "Ben", "Max", "Mia", "Olga", "Pia"]);
      await mia.ask("open_room", { room: "interview" });
      await mia.ask("open_room", { room: "cafe" });

      const [room = ""] = (await ada.ask("go_online", { lobby: "coached" })).rooms;
      for (const person of [ada, ben]) await person.ask("take_seat", { room, key: newKey() });
      const { items } = await ada.ask("search_catalog", { room, key: newKey(), query: "green" });
      expect(items.length).toBeGreaterThan(1);
      await pia.ask("request_help", { queue: "help", key: newKey(), description: "Which tea?" });
      await olga.ask("take_request", { queue: "help", key: newKey() });
      await hears(pia, "inbox:demo:pia", "room_added");
      expect((await tryAs(url, "admin")).status).toBe(400);
      const { tryAs: offered } = await entrancesOf(url);
      expect(offered).toContainEqual({ role: "organizer", name: "Olga" });
      for (const { role } of offered ?? []) expect((await tryAs(url, role)).status).toBe(200);
      await Promise.all([mia, ada, ben, olga, pia].map((person) => person.leave()));
    },
    { DEMONSTRATION: "on", SECRET_KEY: "" },
  );
});

test("nobody is somebody of the demonstration where a host app says who people are, or where it is off", async () => {
  for (const env of [{ DEMONSTRATION: "on" }, { DEMONSTRATION: "off", SECRET_KEY: "" }]) {
    await withServer(async ({ url }) => {
      expect((await tryAs(url, "moderator")).status).toBe(404);
      expect(await entrancesOf(url)).not.toHaveProperty("tryAs");
    }, env);
  }
});

test("the ten lines of the README, as they stand, are stored and shown", async () => {
  const root = join(import.meta.dir, "../..");
  const [, lines = ""] =
    /```ts\n(import \{ createChatClient .*?)```/s.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  await withServer(
    async ({ door }) => {
      const code = lines.replace("ws://localhost:8006/v1/connect", door);
      const child = Bun.spawn([process.execPath, "-e", code], {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"],
        timeout: 40_000,
      });
      let shown = "";
      const decoder = new TextDecoder();
      for await (const printed of child.stdout) {
        shown += decoder.decode(printed, { stream: true });
        if (/Hello!.*stage: "confirmed"/s.test(shown)) break;
      }
      child.kill();
      await child.exited;
      expect(shown).toMatch(/seq: \d+,.*Hello!.*stage: "confirmed"/s);
    },
    { DEMONSTRATION: "on", SECRET_KEY: "" },
  );
});
