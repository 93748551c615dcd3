import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { refusal } from "@parlor/protocol";
import { chance } from "../testing/chance.ts";
import { memoryStorage } from "./storage.ts";
import { confirmed, failureOf, Meeting, messages, state, texts, until } from "../testing/meeting.ts";
import type { Peer } from "../testing/peer.ts";
import type { TestClock } from "../testing/test-clock.ts";

let meeting: Meeting;
let peer: Peer;
let clock: TestClock;

beforeEach(() => {
  meeting = new Meeting(Bun.serve);
  ({ peer, clock } = meeting);
});
afterEach(async () => expect(await meeting.end()).toEqual([]));

describe("sending", () => {
  test("is shown at once, and confirmed in its place", async () => {
    const room = (await meeting.online()).room("general");
    await room.open();
    const sent = room.send("hello");
    expect(messages(room)).toMatchObject([{ message: { text: "hello", name: "ana" }, seq: undefined }]);
    const key = messages(room)[0]?.key;

    expect(await sent).toMatchObject({ seq: 2, no: 1 });
    await confirmed(room);
    expect(messages(room)).toMatchObject([{ key, seq: 2, stage: "confirmed" }]);
  });

  test("stands at the server's time before it is confirmed, whatever this machine's clock shows", async () => {
    const client = await meeting.online();
    const room = client.room("general");
    await room.open();
    void room.send("hello");

    expect(messages(room)).toMatchObject([{ stage: "sending", at: 5_000_000 }]);
    expect(clock.now()).not.toBe(5_000_000);
  });

  test("what was written offline arrives in order, once, after all else", async () => {
    const client = await meeting.online();
    const room = client.room("general");
    await room.open();
    peer.cut();
    await state(client, "waiting");
    const sent = ["1", "2", "3"].map((text) => room.send(text));
    peer.log("general").post("bo", "meanwhile");
    expect(texts(room)).toEqual(["1", "2", "3"]);
    await meeting.comeBack(client);
    await Promise.all(sent);
    await confirmed(room);

    expect(texts(room)).toEqual(["meanwhile", "1", "2", "3"]);
    expect(peer.frames("send_message").map(({ text }) => text)).toEqual(["1", "2", "3"]);
  });

  test("[ONCE-1] an answer that got lost leads to no second message", async () => {
    const client = await meeting.online();
    const room = client.room("general");
    await room.open();
    peer.instead = (frame, user) => {
      if (frame.type !== "send_message") return undefined;
      const { text, key } = frame.payload as { text: string; key: string };
      peer.log("general").post(user ?? "", text, key);
      peer.instead = undefined;
      peer.cut();
      return "silence";
    };
    const sent = room.send("once");
    await meeting.comeBack(client);
    await sent;
    await confirmed(room);

    expect(texts(room)).toEqual(["once"]);
    const keys = peer.frames("send_message").map(({ key }) => key);
    expect(keys.length).toBe(2);
    expect(new Set(keys).size).toBe(1);
  });

  test("too fast is waited out; a refusal for good is shown and can be tried again or taken away", async () => {
    const room = (await meeting.online()).room("general");
    await room.open();
    peer.instead = ({ type }) => (type === "send_message" ? { no: refusal("too_fast", "Slower.", 1_200) } : undefined);
    const slow = room.send("slow");
    await peer.until(() => peer.frames("send_message").length === 1);
    await until(room.timeline, () => messages(room)[0]?.stage === "queued");
    peer.instead = undefined;
    clock.advance(1_199);
    expect(messages(room)[0]?.stage).toBe("queued");
    clock.advance(1);
    await slow;

    peer.instead = ({ type }) =>
      type === "send_message" ? { no: refusal("message_too_long", "Shorter.") } : undefined;
    const long = room.send("long");
    expect(await failureOf(long)).toMatchObject({ code: "message_too_long" });
    const failed = messages(room).at(-1);
    expect(failed).toMatchObject({ stage: "failed", refusal: { code: "message_too_long" } });
    peer.instead = undefined;
    if (failed) room.retry(failed);
    await until(room.timeline, () => messages(room).at(-1)?.stage === "confirmed");

    peer.instead = ({ type }) => (type === "send_message" ? { no: refusal("room_closed", "Closed.") } : undefined);
    await room.send("gone").catch(() => {});
    const gone = messages(room).at(-1);
    if (gone) room.discard(gone);
    expect(texts(room)).toEqual(["slow", "long"]);
  });

  test("edits are shown at once", async () => {
    peer.log("general").post("ana", "helo");
    const room = (await meeting.online()).room("general");
    await room.open();
    const edited = room.edit(2, "hello");
    expect(texts(room)).toEqual(["hello"]);
    await edited;

    expect(messages(room)).toMatchObject([{ message: { text: "hello" }, waiting: [] }]);
  });

  test("what waits survives a reload, with its key, and is shown before there is a connection", async () => {
    const storage = memoryStorage();
    const before = await meeting.online({ storage });
    await before.room("general").open();
    peer.instead = ({ type }) => (type === "send_message" ? "silence" : undefined);
    before
      .room("general")
      .send("1")
      .catch(() => {});
    before
      .room("general")
      .send("2")
      .catch(() => {});
    await peer.until(() => peer.frames("send_message").length === 1);
    before.disconnect();

    peer.instead = undefined;
    const { promise, resolve: letIn } = Promise.withResolvers<string>();
    const after = meeting.client({ storage, getToken: () => promise, random: chance(2) });
    after.connect();
    const room = after.room("general");
    await until(room.timeline, () => texts(room).length === 2);
    expect(peer.frames("hello").length).toBe(1);

    room.send("3").catch(() => {});
    const shown = messages(room).map(({ key }) => key);
    expect(shown).toHaveLength(3);

    letIn("ana");
    await room.open();
    await confirmed(room);
    expect(texts(room)).toEqual(["1", "2", "3"]);
    // The same rows as before, so that a list draws none of them anew.
    expect(messages(room).map(({ key }) => key)).toEqual(shown);
    const keys = peer.frames("send_message").map(({ key }) => key);
    expect(keys[1]).toBe(keys[0] ?? "");
  });

  test("what one person left waiting is not sent by the next on the same device", async () => {
    const storage = memoryStorage();
    const ana = await meeting.online({ storage });
    peer.instead = ({ type }) => (type === "send_message" ? "silence" : undefined);
    ana
      .room("general")
      .send("from ana")
      .catch(() => {});
    await peer.until(() => peer.frames("send_message").length === 1);
    ana.disconnect();

    peer.instead = undefined;
    const bo = await meeting.online({ storage, getToken: () => "bo" });
    await bo.room("general").open();
    await bo.room("general").send("from bo");
    expect(peer.frames("send_message").map(({ text }) => text)).toEqual(["from ana", "from bo"]);
  });
});
