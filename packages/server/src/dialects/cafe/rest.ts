import { type Refusal, roomStream, streamSubject } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import type { Caller } from "../../commands/engine.ts";
import type { Origins } from "../../identity/origins.ts";
import type { SocketIoHouse } from "../socket-io/house.ts";
import { countsOf } from "./forms.ts";
import { MAX_OFFSET, messagesBefore, placeOfTime } from "./history-pages.ts";
import { mayEnter } from "./own-cafe.ts";

interface Signed {
  readonly Variables: { readonly caller: Caller };
}

type Status = 400 | 401 | 403 | 404 | 429 | 500;

/** The café's own paths, below `/api/chat`. */
export function cafeRest(house: SocketIoHouse, origins: Origins): Hono<Signed> {
  const { ask, household, presence, streamOf, newId } = house;
  const rest = new Hono<Signed>();

  rest.use(
    cors({
      origin: origins.named,
      allowHeaders: ["authorization", "content-type"],
      allowMethods: ["GET", "DELETE"],
    }),
  );
  rest.use(async (context, next) => {
    const [, token] = /^bearer +(\S+)$/i.exec(context.req.header("authorization") ?? "") ?? [];
    if (token === undefined) return fail(context, 401, "AUTH_REQUIRED", "Authentication required");
    const met = await household.greet({ token }, undefined);
    if (!met.ok) return fail(context, 401, "INVALID_TOKEN", "Invalid token");
    const tooMany = household.tooMany(met.reply.person);
    if (tooMany) return refuse(context, tooMany);
    context.set("caller", { person: met.reply.person, view: undefined });
    context.header("cache-control", "no-store");
    return next();
  });

  rest.get("/messages/:cafeId", async (context) => {
    const { caller } = context.var;
    const cafeId = context.req.param("cafeId");
    const limit = wholeNumber(context.req.query("limit") ?? "50", 1, 100);
    if (limit === undefined) return badParameter(context, "limit must be a whole number from 1 to 100");
    const offset = wholeNumber(context.req.query("offset") ?? "0", 0, MAX_OFFSET);
    if (offset === undefined) return badParameter(context, `offset must be a whole number from 0 to ${MAX_OFFSET}`);
    if (!mayEnter(caller.person, cafeId)) return otherCafe(context);

    const room = await ask("get_room", { room: cafeId }, caller);
    if (!room.ok) return refuse(context, room.refusal);
    const { epoch, head, state } = room.reply;
    const deleted = (house.streams.peek(roomStream(cafeId))?.state as RoomState | undefined)?.deletedCount ?? 0;
    const asked = context.req.query("before");
    const before = asked === undefined ? undefined : await placeOf(asked, { epoch, head, cafeId, caller });
    if (before === null) return badParameter(context, "before must be a date or the id of a message here");

    const messages = await messagesBefore(ask, caller, cafeId, {
      before,
      skip: asked === undefined ? offset : 0,
      limit,
    });
    if (!messages.ok) return refuse(context, messages.refusal);
    const total = state.messageCount - deleted;
    return context.json({ messages: messages.reply, total, limit, offset });
  });

  rest.delete("/messages/:messageId", async (context) => {
    const { caller } = context.var;
    const messageId = context.req.param("messageId");
    const [, epoch = "", seq = ""] = /^(\w{1,32})-(\d{1,15})$/.exec(messageId) ?? [];
    const stream = await streamOf(epoch);
    if (stream === undefined) return fail(context, 404, "MESSAGE_NOT_FOUND", "There is no such message.");
    const cafeId = streamSubject(stream);
    if (!mayEnter(caller.person, cafeId)) return otherCafe(context);
    const deleted = await ask("delete_message", { room: cafeId, key: newId(), seq: Number(seq) }, caller);
    if (!deleted.ok) return refuse(context, deleted.refusal);
    return context.json({ success: true, message: "Message deleted", messageId });
  });

  rest.get("/presence/:cafeId", async (context) => {
    const { caller } = context.var;
    const cafeId = context.req.param("cafeId");
    if (!mayEnter(caller.person, cafeId)) return otherCafe(context);
    const room = await ask("get_room", { room: cafeId }, caller);
    if (!room.ok) return refuse(context, room.refusal);
    const here = presence.snapshot(roomStream(cafeId));
    const lastSeen = new Date(household.now()).toISOString();
    const users = (here.people ?? []).map(({ id, name, status }) => ({ id, username: name, status, lastSeen }));
    return context.json({ cafeId, userCount: here.count, ...countsOf(here), users });
  });

  rest.get("/topics/:cafeId", async (context) => {
    const { caller } = context.var;
    const cafeId = context.req.param("cafeId");
    const limit = wholeNumber(context.req.query("limit") ?? "10", 1, 100);
    if (limit === undefined) return badParameter(context, "limit must be a whole number from 1 to 100");
    if (!mayEnter(caller.person, cafeId)) return otherCafe(context);
    const ranked = await ask("load_topics", { room: cafeId, limit }, caller);
    if (!ranked.ok) return refuse(context, ranked.refusal);
    const { topics } = ranked.reply;
    const counted = context.req.query("counts") === "true";
    return context.json({ cafeId, topics: counted ? topics : topics.map(({ word }) => word) });
  });

  rest.onError((error, context) => {
    household.reportBug(error, { command: `${context.req.method} /api/chat`, user: undefined });
    return fail(context, 500, "SERVER_ERROR", "Something went wrong on the server. Try again in a moment.");
  });
  return rest;

  /** The place in the log that a date or an id stands for; null when it is neither. */
  async function placeOf(
    text: string,
    { epoch, head, cafeId, caller }: { epoch: string; head: number; cafeId: string; caller: Caller },
  ): Promise<number | null> {
    if (text.startsWith(`${epoch}-`)) return wholeNumber(text.slice(epoch.length + 1), 1, head) ?? null;
    const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(time)) return null;
    const place = await placeOfTime(ask, caller, cafeId, { time, head });
    return place.ok ? place.reply : null;
  }
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

const fail = (context: Context, status: Status, code: string, message: string): Response =>
  context.json({ error: { code, message } }, status);

const badParameter = (context: Context, message: string): Response => fail(context, 400, "BAD_REQUEST", message);

const otherCafe = (context: Context): Response => fail(context, 403, "FORBIDDEN", "This token is for another café.");

function refuse(context: Context, { code, message }: Refusal): Response {
  switch (code) {
    case "no_such_room":
      return fail(context, 404, "CAFE_NOT_FOUND", message);
    case "no_such_message":
      return fail(context, 404, "MESSAGE_NOT_FOUND", message);
    case "bad_payload":
      return fail(context, 400, "BAD_REQUEST", message);
    case "too_fast":
      return fail(context, 429, "RATE_LIMIT", message);
    case "server_error":
      return fail(context, 500, "SERVER_ERROR", message);
    default:
      return fail(context, 403, "FORBIDDEN", message);
  }
}
