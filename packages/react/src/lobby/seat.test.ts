import { expect, test } from "bun:test";
import type { LobbyRoom } from "@parlor/protocol";
import { inSeatOrder, mayEnter, seatIn, waitingFor } from "./seat.ts";

const room = (id: string, state: LobbyRoom["state"], more: Partial<LobbyRoom> = {}): LobbyRoom => ({
  room: id,
  subject: id,
  host: { id: "ada", name: "Ada" },
  state,
  seats: { taken: 0, total: 2 },
  roles: {},
  people: [],
  ...more,
});
const client = { id: "ben", hosts: false };
const ada = { id: "ada", hosts: true };

test("somebody who waits is waited for by the assistant, and in the way of everybody else", () => {
  const waiting = room("tea", "waiting", { people: ["cleo"] });
  expect([seatIn(waiting, client), seatIn(waiting, ada), seatIn(waiting, { id: "cleo", hosts: false })]).toEqual([
    "waits",
    "waits-for-me",
    "mine",
  ]);
  expect(mayEnter("waits")).toBe(false);
  expect(mayEnter("taken")).toBe(false);
});

test("one's own room comes first, then those one can enter, then those that are over soonest", () => {
  const rooms = [
    room("late", "full", { endsAt: 200 }),
    room("clockless", "full"),
    room("soon", "full", { endsAt: 100 }),
    room("waiting", "waiting"),
    room("b-free", "free"),
    room("a-free", "free"),
    room("own", "full", { people: ["ben"] }),
  ];
  expect(inSeatOrder(rooms, client, "en").map((one) => one.room)).toEqual([
    "own",
    "a-free",
    "b-free",
    "waiting",
    "soon",
    "late",
    "clockless",
  ]);
});

test("an assistant is told of those who wait for her, not of those who wait for others", () => {
  const others = { host: { id: "eva", name: "Eva" } };
  const rooms = [room("a", "waiting"), room("b", "waiting", others), room("c", "free"), room("d", "full")];
  expect(waitingFor(rooms, ada)).toBe(1);
  expect(waitingFor(rooms, client)).toBe(0);
});
