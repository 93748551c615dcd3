import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { CoachedPage, type Message, type Room } from "../../support/coached-page.ts";
import type { Transports } from "../../support/field-client.ts";
import { newFolder, removeFolder, type Server, startServer } from "../../support/server.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

let folder: string;
let server: Server;
const pages = new Set<CoachedPage>();

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
});
afterAll(async () => {
  for (const page of pages) page.close();
  await server.stop();
  await removeFolder(folder);
});

let people = 1_000;

interface Wishes {
  readonly id?: number;
  readonly interests?: readonly string[];
  readonly transports?: Transports;
  readonly url?: string;
}

/** Somebody who opens the page of the lobby. */
async function lobbyPage(
  role: "client" | "assistant",
  { id = ++people, ...wishes }: Wishes = {},
): Promise<CoachedPage> {
  const page = await CoachedPage.open(server.url, { id, role, ...wishes });
  pages.add(page);
  return page;
}

const TRANSPORTS: [string, Transports][] = [
  ["websocket", ["websocket"]],
  ["polling", ["polling"]],
  ["an upgrade", ["polling", "websocket"]],
];

describe.each(TRANSPORTS)("over %s", (_name, transports) => {
  test("[coached 1] [coached 2] [coached Order] a client and an assistant meet", async () => {
    const topic = `Wine and cheese ${transports.join()}`;
    const ana = await lobbyPage("assistant", { interests: [topic], transports });
    const ben = await lobbyPage("client", { transports });
    const roomId = `${topic}:${ana.id}`;
    const room: Room = {
      room_id: roomId,
      participants: [],
      number_user: 0,
      max_user: 2,
      has_assistant: false,
      is_full: false,
      topic,
    };
    expect(ben.rooms().find((one) => one.room_id === roomId)).toEqual(room);

    await ana.joinRoom(roomId);
    await ben.roomIs(roomId, ({ has_assistant: has }) => has);
    expect(ben.rooms().find((one) => one.room_id === roomId)).toEqual({
      ...room,
      participants: [ana.id],
      number_user: 1,
      has_assistant: true,
    });
    expect(await ana.chat.next<{ messages: Message[]; room_status: boolean }>("show-history")).toEqual({
      messages: [],
      room_status: false,
    });

    await ben.joinRoom(roomId);
    expect(await ana.chat.next<string>("private-room-id")).toBe(
      `${topic.replaceAll(" ", "")}:none:${ana.id}:${ben.id}`,
    );
    expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: true });
    await ben.chat.next("show-history");
    await ben.chat.next("private-room-id");
    expect(await ben.chat.next<object>("room-status")).toEqual({ is_full: true });

    ben.say("Something for a <b>fish</b>?");
    for (const page of [ana, ben]) {
      expect(await page.chat.next<Message>("message")).toEqual({
        from: ben.name,
        msg: "Something for a &lt;b&gt;fish&lt;/b&gt;?",
        room_id: roomId,
        date: expect.any(Number) as number,
        scenario: {},
      });
    }
  });
});
