import { afterAll, beforeAll, expect, test } from "bun:test";
import { Chatter, newKey } from "../support/chatter.ts";
import { OwnFleet } from "../support/fleet.ts";
import type { Server } from "../support/server.ts";

let fleet: OwnFleet;
let one: Server;
let other: Server;
beforeAll(async () => {
  fleet = await OwnFleet.start();
  [one, other] = await Promise.all([fleet.server(), fleet.server()]);
}, 60_000);
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
}, 60_000);

let rooms = 0;
const newRoom = async (owner: Chatter, kind = "community"): Promise<string> => {
  const room = `r${++rooms}`;
  await owner.ask("create_room", { key: newKey(), room, kind });
  return room;
};

test("what is said on one server is heard on the other, at once", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const ben = await Chatter.as(other.door, "ben");
  const room = await newRoom(ana);
  await ana.ask("open_room", { room });
  const opened = await ben.ask("open_room", { room });
  expect(opened.head).toBe(3);

  const started = performance.now();
  await ana.ask("send_message", { room, key: newKey(), text: "hello over there" });
  await ben.until(() => ben.events(`room:${room}`).some(({ type }) => type === "message_posted"));
  // Without the bus it would be found by asking the store, after seconds.
  expect(performance.now() - started).toBeLessThan(1_500);
  await ben.ask("send_message", { room, key: newKey(), text: "hello back" });
  await ana.until(() => ana.events(`room:${room}`).filter(({ type }) => type === "message_posted").length === 2);
  await Promise.all([ana.leave(), ben.leave()]);
});

test("[ORDER-1] many who talk on both servers at once are numbered without holes, and all hear the same order", async () => {
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, index) => Chatter.as(index % 2 ? one.door : other.door, `p${index}`)),
  );
  const room = await newRoom(people[0]!);
  for (const person of people) await person.ask("open_room", { room });
  const answers = await Promise.all(
    people.flatMap((person, who) =>
      Array.from({ length: 8 }, (_, index) =>
        person.ask("send_message", { room, key: newKey(), text: `${who} says ${index}` }),
      ),
    ),
  );
  const numbers = answers.map(({ no }) => no).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));

  const last = Math.max(...answers.map(({ seq }) => seq));
  const heard = await Promise.all(
    people.map(async (person) => {
      await person.until(() => person.events(`room:${room}`).at(-1)?.seq === last);
      return person.events(`room:${room}`).map(({ seq, id }) => ({ seq, id }));
    }),
  );
  for (const events of heard) {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => last - events.length + 1 + index));
    expect(events.slice(-80)).toEqual(heard[0]!.slice(-80));
  }
  await Promise.all(people.map((person) => person.leave()));
}, 30_000);

test("[ONCE-1] a command repeated on the other server gets the first answer, and has its effect once", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const again = await Chatter.as(other.door, "ana");
  const room = await newRoom(ana);
  await ana.ask("open_room", { room });
  await again.ask("open_room", { room });
  const key = newKey();
  const first = await ana.ask("send_message", { room, key, text: "once" });
  expect(await again.ask("send_message", { room, key, text: "once" })).toEqual(first);
  expect((await again.refused("send_message", { room, key, text: "otherwise" })).code).toBe("key_reused");

  const racing = newKey();
  const both = await Promise.all(
    [ana, again].map((chatter) => chatter.ask("send_message", { room, key: racing, text: "race" })),
  );
  expect(both[0]).toEqual(both[1]);
  await Promise.all([ana.leave(), again.leave()]);
});

test("[RESUME-1] whoever loses one server goes on at the other, where they left off", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const ben = await Chatter.as(one.door, "ben");
  const room = await newRoom(ana);
  await ana.ask("open_room", { room });
  const { epoch } = await ben.ask("open_room", { room });
  const { seq } = await ana.ask("send_message", { room, key: newKey(), text: "1" });
  await ben.until(() => ben.events(`room:${room}`).at(-1)?.seq === seq);
  await ben.leave();
  await ana.ask("send_message", { room, key: newKey(), text: "2" });

  const back = await Chatter.as(other.door, "ben");
  await back.ask("resume", { cursors: { [`room:${room}`]: { epoch, seq } } });
  await ana.ask("send_message", { room, key: newKey(), text: "3" });
  const resumed = (await back.find("resumed")).payload.streams[0]!;
  expect(resumed.status).toBe("events");
  await back.until(() => back.events(`room:${room}`).some(({ type }) => type === "message_posted"));
  const missed = "events" in resumed ? resumed.events : [];
  const texts = [...missed, ...back.events(`room:${room}`)].flatMap((event) =>
    event.type === "message_posted" ? event.data.text : [],
  );
  expect(texts).toEqual(["2", "3"]);
  await Promise.all([ana.leave(), back.leave()]);
});
