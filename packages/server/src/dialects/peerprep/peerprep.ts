import { DisplayName, roomStream } from "@parlor/protocol";
import type { Person } from "../../identity/person.ts";
import type { Outcome } from "../../outcome.ts";
import { textOf } from "../payload.ts";
import type { Entered } from "../room-entry.ts";
import type { Client } from "../socket-io/client.ts";
import type { Dialect, Word } from "../socket-io/dialect.ts";
import { peerprepForm } from "./form.ts";
import { guestByName } from "./guest-by-name.ts";
import { BOT, notice, receiveOf } from "./receive.ts";
import type { Doors, Wording } from "./wording.ts";

/** The chat beside a coding interview: a name and a room, and everything arrives as `receive`. */
export function peerprep(name: string, wording: Wording, { doors, now }: { doors: Doors; now: () => number }): Dialect {
  const words = new Map<string, Word>([
    ["join", { holdsUpOthers: true, act: (client, payload) => join(client, payload, { wording, doors, now }) }],
    ["send", { holdsUpOthers: false, act: send }],
    ["leave", { holdsUpOthers: true, act: leave }],
  ]);
  return {
    name: "peerprep",
    forms: [peerprepForm(name, wording, doors, now)],
    guests: true,
    words,
    greet: () => undefined,
    shownOut: (client, _room, why) => fail(client, why),
    refuse: (client, { message }) => client.say("error", { message }),
  };
}

const HISTORY = 100;

const fail = (client: Client, message: string): void => client.say("error", { message });

interface JoinParts {
  readonly wording: Wording;
  readonly doors: Doors;
  readonly now: () => number;
}

async function join(client: Client, payload: unknown, { wording, doors, now }: JoinParts): Promise<void> {
  const username = textOf(payload, "username");
  const room = textOf(payload, "room");
  if (username === undefined || room === undefined) return fail(client, "username and room are required");
  const person = whoIs(client, room, username);
  if (typeof person === "string") return fail(client, person);

  const stream = roomStream(room);
  const wasHere = client.house.presence.isHere(stream, person.user.id);
  doors.set(person.user.id, wording);
  const entered = await enterOrCreate(client, room, person);
  if (!entered.ok) return fail(client, entered.refusal.message);

  const { events, upTo, returned, opened } = entered.reply;
  if (returned) {
    client.replay(room, entered.reply, person);
    if (wasHere) return undefined;
  }
  for (const event of returned ? [] : events) {
    const received = receiveOf(event);
    if (received) client.say("receive", received, { epoch: upTo.epoch, seq: event.seq });
  }
  const others = (opened.presence.people ?? []).filter(({ id }) => id !== person.user.id);
  for (const { name } of wording.tellsWhoIsThere && !returned ? others : []) {
    client.say("receive", notice(wording.joined(name), now()));
  }
  // With the place in the log beside it, so that a client that comes back has one to show also from an empty room.
  client.say("receive", notice(wording.joined(person.user.name), now()), upTo);
  return undefined;
}

/** The person of the token; without one, a guest of that name. A sentence says why neither can be. */
function whoIs({ person }: Client, room: string, username: string): Person | string {
  if (!person) return "Guests are not let in here. Sign in, or come with a token.";
  if (!person.user.guest) return person;

  const name = DisplayName.safeParse(username);
  if (!name.success) return "This username cannot be used: it has to be short and in plain characters.";
  if (name.data.toLowerCase() === BOT.toLowerCase()) return "This username is taken.";
  return guestByName(room, name.data);
}

/** The first who joins makes the room. Two who are the first at once are both let into the one that was made. */
async function enterOrCreate(client: Client, room: string, person: Person): Promise<Outcome<Entered>> {
  const wishes = { lines: HISTORY, isLine: (event: Parameters<typeof receiveOf>[0]) => receiveOf(event) !== undefined };
  const entered = await client.enter(room, person, wishes);
  if (entered.ok || entered.refusal.code !== "no_such_room") return entered;

  const made = await client.house.ask(
    "create_room",
    { key: client.newKey(), room, kind: "interview" },
    client.as(person),
  );
  return made.ok || made.refusal.code === "room_exists" ? client.enter(room, person, wishes) : made;
}

async function send(client: Client, payload: unknown): Promise<void> {
  const room = textOf(payload, "room");
  const text = textOf(payload, "message");
  if (room === undefined || text === undefined || textOf(payload, "username") === undefined) {
    return fail(client, "room, username and message are required");
  }
  const person = client.personIn(room);
  if (!person) return fail(client, "Join the room first.");
  const sent = await client.house.ask("send_message", { room, key: client.newKey(), text }, client.as(person));
  return sent.ok ? undefined : fail(client, sent.refusal.message);
}

/** Nobody is told of a second time. */
async function leave(client: Client, payload: unknown): Promise<void> {
  const room = textOf(payload, "room");
  const person = room === undefined ? undefined : client.personIn(room);
  if (room === undefined || !person) return;

  await client.leave(room, person);
  // Another window of the same person may still be there.
  if (client.house.presence.isHere(roomStream(room), person.user.id)) return;
  await client.house.ask("leave_room", { room, key: client.newKey() }, client.as(person));
}
