import { expect, setDefaultTimeout, test } from "bun:test";
import { Chatter } from "../../support/chatter.ts";
import { type CoachedPage, lobbyPage, type Message, pairOfPages } from "../../support/coached-page.ts";
import { newFolder, removeFolder, startServer, withServer } from "../../support/server.ts";
import { serverToken } from "../../support/tokens.ts";
import { wireTo } from "../../support/wire.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

interface Countdown {
  readonly time: string;
  readonly countdown: number;
}

const close = (...pages: CoachedPage[]) => pages.forEach((page) => page.close());

test("[coached 3] the server's clock runs, and at its end everybody goes back with the token", async () => {
  const times = { COACHED_DURATION_MS: "2500", COACHED_WRAPUP_MS: "400", COACHED_LEFT_MS: "60000" };
  await withServer(async ({ url }) => {
    const cleo = await lobbyPage("client", { url });
    const { ana, ben, roomId, token } = await pairOfPages({ url });
    const began = Date.now();

    const left = await ben.chat.next<Countdown>("countdown");
    expect(left.time).toMatch(/^00:00:0[0-3]$/);
    expect(left).toEqual({ time: `00:00:0${left.countdown}`, countdown: left.countdown });
    expect(await cleo.lobby.next<object>("countdown")).toEqual({
      time: expect.stringMatching(/^00:00:0\d$/) as string,
      room_id: roomId,
    });
    // What browsers say about the time moves nothing.
    ben.chat.say("timer", { time: "00:59:59", room_id: roomId, countdown: 3_599 });
    ben.chat.say("ctimeout", { room_id: roomId });
    ben.say("still here");
    await ana.hears("still here");
    expect(ana.chat.payloads("chat-timeout")).toEqual([]);

    for (const page of [ana, ben]) expect(await page.chat.next<object>("chat-timeout")).toEqual({});
    ben.say("too late");
    expect(await ben.chat.next<object>("error")).toEqual({ message: "The time of this conversation is over." });
    for (const page of [ana, ben]) {
      expect(await page.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby", token });
    }
    // The clock began before this page showed it.
    expect(Date.now() - began).toBeGreaterThan(1_500);
    expect([...ana.shown(), ...ben.shown()]).toEqual(["still here", "still here"]);

    // The assistant is still here, and so is the next room about it.
    await ana.toLobby();
    expect(await cleo.roomIs(roomId, (room) => !room.is_full)).toMatchObject({ number_user: 0, participants: [] });
    expect(ben.chat.payloads("redirect")).toHaveLength(1);
    close(ana, ben, cleo);
  }, times);
});

test("[coached 4] an assistant is idle whose browser says nothing but the time", async () => {
  await withServer(
    async ({ url }) => {
      const { ana, ben, roomId, token } = await pairOfPages({ url });
      const shown = Date.now();
      // While she types she is not idle, and her browser's clock is no typing.
      let typed = 0;
      ana.chat.socket.on("countdown", ({ time, countdown }: Countdown) => {
        if (++typed <= 2) ana.chat.say("typing", { username: ana.name, length: typed, room_id: roomId });
        else ana.chat.say("timer", { time, room_id: roomId, countdown });
      });
      for (const page of [ana, ben]) {
        expect(await page.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby", token });
      }
      expect(typed).toBeGreaterThanOrEqual(3);
      expect(Date.now() - shown).toBeGreaterThan(2_000);
      expect(ben.chat.payloads("chat-timeout")).toEqual([]);
      close(ana, ben);
    },
    { COACHED_IDLE_MS: "1500" },
  );
});

test("[coached 5] the last one is told, and goes back a little later", async () => {
  await withServer(
    async ({ url }) => {
      const { ana, ben, token } = await pairOfPages({ url });
      ben.say("bye");
      await ana.hears("bye");
      const before = Date.now();
      await ben.toLobby();
      expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: false, close: true });
      expect(await ana.chat.next<object>("disconnected")).toEqual({});
      expect(await ana.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby", token });
      expect(Date.now() - before).toBeGreaterThanOrEqual(700);
      close(ana, ben);
    },
    { COACHED_LEFT_MS: "700" },
  );
});

test("[coached 5] a conversation whose people come back after a restart goes on, its deadline unmoved", async () => {
  const folder = await newFolder();
  const env = { COACHED_LEFT_MS: "300" };
  const first = await startServer({ folder, env });
  const wire = await wireTo(first.url);
  const { ana, ben, token } = await pairOfPages({ url: wire.url });
  ben.say("before");
  await ana.hears("before");
  const endsAt = async (door: string) => {
    const native = await Chatter.hello(door, ben.token);
    const [entry] = (await native.ask("list_rooms", { of: "mine" })).rooms;
    const backEnd = await Chatter.hello(door, serverToken());
    const { state } = await backEnd.ask("get_room", { room: entry!.room });
    await native.leave();
    await backEnd.leave();
    return state.session?.phase === "running" ? state.session.endsAt : undefined;
  };
  const deadline = await endsAt(first.door);
  expect(deadline).toBeGreaterThan(Date.now());

  await first.kill();
  const second = await startServer({ folder, env: { ...env, PORT: new URL(first.url).port } });
  for (const page of [ana, ben]) await page.chat.connected(2);
  ana.say("after");
  for (const page of [ana, ben]) await page.hears("after");
  expect(await endsAt(second.door)).toBe(deadline);
  expect([ana.shown(), ben.shown()]).toEqual([
    ["before", "after"],
    ["before", "after"],
  ]);
  expect((await ben.chat.next<Countdown>("countdown")).countdown).toBeLessThan(1_020);
  expect(new Set(ben.chat.payloads("private-room-id"))).toEqual(new Set([token]));
  expect(ben.chat.payloads("redirect")).toEqual([]);
  // A page that is opened now shows all of it.
  await ben.toRoom(ben.room);
  const { messages } = await ben.chat.next<{ messages: Message[] }>("show-history");
  expect(messages.map(({ msg }) => msg)).toEqual(["before", "after"]);

  close(ana, ben);
  await wire.end();
  await second.stop();
  await removeFolder(folder);
});
