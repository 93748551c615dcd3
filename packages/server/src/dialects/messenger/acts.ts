import { queueStream, roomStream } from "@parlor/protocol";
import { type QueueState, type RoomState, waitingRequests } from "@parlor/rules";
import { z } from "zod";
import type { Caller } from "../../commands/engine.ts";
import { queuesOf } from "./agency.ts";
import { isChat } from "./chat.ts";
import type { ChatsShown } from "./chats-shown.ts";
import type { SaidType } from "./frames.ts";
import type { MessengerHouse } from "./house.ts";
import type { Party, Side } from "./sign-in.ts";
import { chatError, noAccess, SAID } from "./wording.ts";

/** Who acts, with what they have been shown. */
export interface Actor {
  readonly house: MessengerHouse;
  readonly party: Party;
  readonly caller: Caller;
  readonly chats: ChatsShown;
  readonly say: (type: SaidType, payload: unknown) => void;
  /** Chats that this connection was given the histories of unasked. */
  hasHistories: boolean;
}

/** Resolves with what went wrong, in the client's words. */
type Carry = (actor: Actor, payload: unknown) => Promise<string | undefined>;

export interface Act {
  readonly onlyFor?: Side;
  /** What the client hears when it could not be done, for whatever reason has no words of its own. */
  readonly failure: string;
  readonly carry: Carry;
}

/** Everything a client may say. */
export const ACTS: ReadonlyMap<string, Act> = new Map<string, Act>([
  ["get_chats", { failure: SAID.noChats, carry: getChats }],
  ["get_chat_history", { failure: SAID.noMessages, carry: getChatHistory }],
  ["send_message", { failure: SAID.notSaved, carry: sendMessage }],
  ["start_chat", { failure: SAID.noQueue, onlyFor: "organizer", carry: startChat }],
  ["close_chat", { failure: SAID.notClosed, onlyFor: "organizer", carry: closeChat }],
]);

/** Whoever comes back asks this first: what was said meanwhile comes with it, since they do not ask for that. */
async function getChats(actor: Actor): Promise<string | undefined> {
  const { chats, say } = actor;
  const list = chats.list();
  say("chats", { chats: list });
  if (actor.hasHistories) return undefined;

  actor.hasHistories = true;
  for (const { id } of list) await chats.history(id);
  return undefined;
}

const AboutChat = z.object({ chatId: z.string().min(1) });

async function getChatHistory(actor: Actor, payload: unknown): Promise<string | undefined> {
  const parsed = AboutChat.safeParse(payload);
  if (!parsed.success) return SAID.badPayload;
  const { chatId } = parsed.data;
  const no = await whyNot(actor, chatId);
  if (no !== undefined) return no;
  return (await actor.chats.history(chatId)) ? undefined : SAID.noMessages;
}

/** A position that is not known may be left out, or be null. */
const Degrees = z
  .number()
  .nullish()
  .transform((degrees) => degrees ?? undefined);
const Sending = z
  .object({ chatId: z.string().min(1), message: z.string(), lat: Degrees, lng: Degrees })
  .refine(({ lat, lng }) => (lat === undefined) === (lng === undefined));

async function sendMessage(actor: Actor, payload: unknown): Promise<string | undefined> {
  const parsed = Sending.safeParse(payload);
  if (!parsed.success) return SAID.badPayload;
  const { chatId, message: text, lat, lng } = parsed.data;
  const no = await whyNot(actor, chatId);
  if (no !== undefined) return no;

  const { house, caller, party } = actor;
  // Where organizers are is nobody's business, whatever their client sends.
  const location = party.side === "participant" && lat !== undefined && lng !== undefined ? { lat, lng } : undefined;
  const sent = await house.ask("send_message", { room: chatId, key: house.newId(), text, location }, caller);
  return sent.ok ? undefined : chatError(sent.refusal.code, chatId, SAID.notSaved);
}

async function startChat({ house, party, caller, say }: Actor): Promise<string | undefined> {
  for (const queue of await oldestFirst(house, queuesOf(party.person))) {
    const taken = await house.ask("take_request", { queue, key: house.newId() }, caller);
    if (taken.ok) return undefined;
    // Somebody else was quicker: perhaps another queue has one.
    if (taken.refusal.code !== "queue_empty") return SAID.notCreated;
  }
  say("info", { message: "no new chats" });
  return undefined;
}

/** The queues in which somebody waits, who waits longest first. Taking decides again. */
async function oldestFirst({ streams }: MessengerHouse, queues: readonly string[]): Promise<string[]> {
  const waiting: { queue: string; since: number }[] = [];
  for (const queue of queues) {
    const state = (await streams.open(queueStream(queue))).state as QueueState | undefined;
    const [oldest] = state ? waitingRequests(state) : [];
    if (oldest) waiting.push({ queue, since: oldest.askedAt });
  }
  return waiting.toSorted((one, other) => one.since - other.since).map(({ queue }) => queue);
}

async function closeChat(actor: Actor, payload: unknown): Promise<string | undefined> {
  const parsed = AboutChat.safeParse(payload);
  if (!parsed.success) return SAID.badPayload;
  const { chatId } = parsed.data;
  const no = await whyNot(actor, chatId);
  if (no !== undefined) return no;
  const { house, caller } = actor;
  const closed = await house.ask("close_room", { room: chatId, key: house.newId() }, caller);
  return closed.ok ? undefined : chatError(closed.refusal.code, chatId, SAID.notClosed);
}

/** Why this chat is none for the asker to act on; the engine decides again when they do. */
async function whyNot({ house, caller, party }: Actor, chatId: string): Promise<string | undefined> {
  const got = await house.ask("get_room", { room: chatId }, caller);
  const room = house.streams.peek(roomStream(chatId))?.state as RoomState | undefined;
  if (!room || room.closed || !isChat(room)) return SAID.noSuchChat;
  return got.ok && room.members.has(party.person.user.id) ? undefined : noAccess(chatId);
}
