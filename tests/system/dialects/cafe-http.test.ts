import { describe, expect, test } from "bun:test";
import { type CafeMessage, CafeServer, say, showing, shown } from "../../support/cafe-server.ts";
import { Chatter, newKey } from "../../support/chatter.ts";
import { tokenOf } from "../../support/tokens.ts";

const server = CafeServer.forThisFile();
const { newCafe, inside } = server;

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
const anyId = expect.any(String) as string;

describe("[cafe REST]", () => {
  const token = tokenOf("ana", { name: "Ana" });
  const call = async (path: string, { method = "GET", as = token }: { method?: string; as?: string | null } = {}) => {
    const headers = as === null ? {} : { authorization: `Bearer ${as}` };
    const response = await fetch(`${server.url}api/chat/${path}`, { method, headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const fault = async (...asked: Parameters<typeof call>) => {
    const { status, body } = await call(...asked);
    const { error } = body as { error: { code: string; message: string } };
    return `${status} ${error.code}: ${error.message}`;
  };
  const contents = (body: Record<string, unknown>) => (body["messages"] as CafeMessage[]).map(({ content }) => content);

  async function cafeWith(count: number): Promise<{ cafeId: string; seqs: number[] }> {
    const cafeId = await newCafe();
    const seqs: number[] = [];
    for (let n = 1; n <= count; n++) {
      seqs.push((await server.backEnd.ask("send_message", { room: cafeId, key: newKey(), text: `${n}` })).seq);
    }
    return { cafeId, seqs };
  }

  test("[cafe 1] pages by offset: the newest first, each oldest first, without what is deleted", async () => {
    const { cafeId, seqs } = await cafeWith(25);
    await server.backEnd.ask("delete_message", { room: cafeId, key: newKey(), seq: seqs[23]! });
    const first = await call(`messages/${cafeId}?limit=5`);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ total: 24, limit: 5, offset: 0 });
    expect(contents(first.body)).toEqual(["20", "21", "22", "23", "25"]);
    expect((first.body["messages"] as CafeMessage[])[0]).toEqual({
      id: anyId,
      cafeId,
      userId: "backend",
      username: "backend",
      content: "20",
      createdAt: ISO,
      deleted: false,
    });
    expect(contents((await call(`messages/${cafeId}?limit=5&offset=5`)).body)).toEqual(["15", "16", "17", "18", "19"]);
    expect(contents((await call(`messages/${cafeId}?limit=5&offset=22`)).body)).toEqual(["1", "2"]);
    expect(contents((await call(`messages/${cafeId}?offset=30`)).body)).toEqual([]);
    expect(contents((await call(`messages/${cafeId}`)).body)).toHaveLength(24);
  });

  test("[cafe 1] pages before a message or a time", async () => {
    const { cafeId } = await cafeWith(30);
    const all = (await call(`messages/${cafeId}`)).body["messages"] as CafeMessage[];
    const at = all[20]!;
    expect(contents((await call(`messages/${cafeId}?limit=3&before=${at.id}`)).body)).toEqual(["18", "19", "20"]);
    const earlier = all.filter(({ createdAt }) => createdAt < at.createdAt).map(({ content }) => content);
    const before = encodeURIComponent(at.createdAt);
    expect(contents((await call(`messages/${cafeId}?limit=100&before=${before}`)).body)).toEqual(earlier);
    expect(contents((await call(`messages/${cafeId}?before=1990-01-01`)).body)).toEqual([]);
  });

  test("[cafe 1] what is asked wrongly is named", async () => {
    const { cafeId } = await cafeWith(1);
    for (const limit of ["0", "101", "many", "-1", "1.5", ""]) {
      expect(await fault(`messages/${cafeId}?limit=${limit}`)).toStartWith("400 BAD_REQUEST: limit");
    }
    expect(await fault(`messages/${cafeId}?offset=-1`)).toStartWith("400 BAD_REQUEST: offset");
    expect(await fault(`messages/${cafeId}?before=yesterday`)).toStartWith("400 BAD_REQUEST: before");
    expect(await fault("messages/nowhere")).toStartWith("404 CAFE_NOT_FOUND");
    expect(await fault(`messages/${"x".repeat(300)}`)).toStartWith("400");
    expect(await fault(`messages/${cafeId}`, { as: null })).toStartWith("401 AUTH_REQUIRED");
    expect(await fault(`messages/${cafeId}`, { as: "nonsense" })).toStartWith("401 INVALID_TOKEN");
    expect(await fault(`messages/${cafeId}`, { as: tokenOf("ana", { cafeId: "other" }) })).toStartWith("403 FORBIDDEN");
    expect((await call("no/such/path")).status).toBe(404);
  });

  test("[cafe 1] what only members may read is not given out", async () => {
    await server.backEnd.ask("create_room", { key: newKey(), room: "private", kind: "group" });
    expect(await fault("messages/private")).toStartWith("403 FORBIDDEN");
    expect(await fault("presence/private")).toStartWith("403 FORBIDDEN");
    expect(await fault("topics/private")).toStartWith("403 FORBIDDEN");
  });

  test("[cafe 2] a deleted message is gone from everything at once, and live clients of both forms hear of it", async () => {
    const cafeId = await newCafe();
    const ana = await inside("document", "ana", cafeId);
    const ben = await inside("field", "ben", cafeId);
    say(ana, cafeId, "regrettable");
    const { message } = await ana.next<{ message: CafeMessage }>("message:new");
    await showing("field", ben, "regrettable");
    expect(await fault(`messages/${message.id}`, { method: "DELETE", as: tokenOf("ben") })).toStartWith(
      "403 FORBIDDEN",
    );

    const deleted = await call(`messages/${message.id}`, { method: "DELETE" });
    expect(deleted).toEqual({
      status: 200,
      body: { success: true, message: "Message deleted", messageId: message.id },
    });
    for (const client of [ana, ben])
      expect(await client.next("message:deleted")).toEqual({ messageId: message.id, cafeId });
    expect((await call(`messages/${cafeId}`)).body).toMatchObject({ messages: [], total: 0 });
    expect((await call(`topics/${cafeId}`)).body).toEqual({ cafeId, topics: [] });
    const cy = await inside("document", "cy", cafeId);
    expect(shown("document", cy)).toEqual([]);
    expect(await fault(`messages/${message.id}`, { method: "DELETE" })).toStartWith("404 MESSAGE_NOT_FOUND");
    expect(await fault("messages/nothing", { method: "DELETE" })).toStartWith("404 MESSAGE_NOT_FOUND");
  });

  test("[cafe 2] a moderator may delete what others wrote, and who was away hears of it on return", async () => {
    const cafeId = await newCafe();
    const ana = await inside("document", "ana", cafeId);
    say(ana, cafeId, "rude");
    const { message } = await ana.next<{ message: CafeMessage }>("message:new");
    const moderator = tokenOf("mod", { rooms: { [cafeId]: { role: "moderator" } } });
    const native = await Chatter.hello(server.door, moderator);
    await native.ask("open_room", { room: cafeId });
    ana.socket.io.engine.close();
    expect((await call(`messages/${message.id}`, { method: "DELETE", as: moderator })).status).toBe(200);
    await ana.connected(2);
    expect(await ana.next("message:deleted")).toEqual({ messageId: message.id, cafeId });
    await native.leave();
  });

  test("[cafe 3] who is here", async () => {
    const cafeId = await newCafe();
    await inside("document", "ana", cafeId);
    const ben = await inside("document", "ben", cafeId);
    ben.say("presence:update", { status: "away" });
    say(ben, cafeId, "be right back");
    await showing("document", ben, "be right back");
    expect((await call(`presence/${cafeId}`)).body).toEqual({
      cafeId,
      userCount: 2,
      total: 2,
      inCafe: 1,
      users: [
        { id: "ana", username: "ANA", status: "online", lastSeen: ISO },
        { id: "ben", username: "BEN", status: "away", lastSeen: ISO },
      ],
    });
  });

  test("[cafe 4] what it is about, as words or with their counts", async () => {
    const cafeId = await newCafe();
    const ana = await inside("document", "ana", cafeId);
    const ben = await inside("document", "ben", cafeId);
    say(ana, cafeId, "Laptop laptop laptop and кофе");
    say(ben, cafeId, "my laptop is slow http://example.com/laptops");
    await showing("document", ana, "my laptop is slow http://example.com/laptops");
    const { topics } = (await call(`topics/${cafeId}?counts=true&limit=1`)).body as { topics: unknown };
    expect(topics).toEqual([{ word: "laptop", count: 2 }]);
    const words = (await call(`topics/${cafeId}`)).body["topics"] as string[];
    expect(words.toSorted()).toEqual(["laptop", "slow", "кофе"]);
    expect(await fault(`topics/${cafeId}?limit=0`)).toStartWith("400 BAD_REQUEST: limit");
  });
});
