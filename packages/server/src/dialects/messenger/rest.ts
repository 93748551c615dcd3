import { BOUNDS, inboxStream, type Refusal, type RequestMoved, roomStream } from "@parlor/protocol";
import type { InboxState, RoomState } from "@parlor/rules";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { z } from "zod";
import type { Caller } from "../../commands/engine.ts";
import { parseJson } from "../../encoding/parse-json.ts";
import { contactOf } from "../../identity/contact.ts";
import { ITSELF } from "../../identity/itself.ts";
import type { Origins } from "../../identity/origins.ts";
import type { Person } from "../../identity/person.ts";
import { agencyOf, queueOfEvent, queuesOf } from "./agency.ts";
import { type Chat, chatOf, endedChat, isChat, messageOf } from "./chat.ts";
import type { MessengerHouse } from "./house.ts";
import { numberOf } from "./number-of.ts";
import { eventsOf, isOwnChat, ownChats } from "./own-chats.ts";
import { type Party, readCredentials, type Side, signIn } from "./sign-in.ts";
import { noAccess, SAID } from "./wording.ts";

interface Signed {
  readonly Variables: { readonly party: Party; readonly caller: Caller };
}

const ERRORS = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  413: "Payload Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
} as const;
type Status = keyof typeof ERRORS;

const PATHS = ["/chat-requests", "/chat-requests/*", "/agency/*", "/participant/*", "/profile"];

/** The paths that these clients have besides their socket. */
export function messengerRest(house: MessengerHouse, origins: Origins): Hono<Signed> {
  const { ask, archive, household, newId, streams } = house;
  const rest = new Hono<Signed>();

  for (const path of PATHS) {
    rest.use(
      path,
      cors({
        origin: origins.named,
        allowHeaders: ["authorization", "content-type"],
        allowMethods: ["GET", "POST", "DELETE"],
      }),
    );
    rest.use(path, bodyLimit({ maxSize: BOUNDS.frameBytes, onError: (context) => fail(context, 413, "too large") }));
  }

  const signedIn =
    (...sides: readonly Side[]): MiddlewareHandler<Signed> =>
    async (context, next) => {
      const credentials = readCredentials(context.req.header("authorization"));
      const party = credentials && (await signIn(credentials, (hello, cookie) => household.greet(hello, cookie)));
      if (!party) return fail(context, 401, "sign in with a good token, which holds the role");
      const tooMany = household.tooMany(party.person);
      if (tooMany) return fail(context, 429, tooMany.message);
      if (!sides.includes(party.side)) return fail(context, 403, `only for ${sides.join(" and ")}s`);
      context.set("party", party);
      context.set("caller", { person: party.person, view: undefined });
      context.header("cache-control", "no-store");
      return next();
    };

  rest.post("/chat-requests", signedIn("participant"), async (context) => {
    const { caller } = context.var;
    const parsed = ChatRequest.safeParse(parseJson(await context.req.text()));
    if (!parsed.success) return fail(context, 400, faultOf(parsed.error));
    const { eventId, description, lat, lng } = parsed.data;

    const queue = queueOfEvent(caller.person, eventId);
    const need = {
      queue,
      key: newId(),
      subject: String(eventId),
      description,
      ...(lat !== undefined && lng !== undefined && { location: { lat, lng } }),
    };
    let asked = await ask("request_help", need, caller);
    if (!asked.ok && asked.refusal.code === "no_such_queue") {
      await ask("create_queue", { queue, key: "beginning", kind: "helpdesk", title: "Help desk" }, HOUSE);
      asked = await ask("request_help", need, caller);
    }
    return asked.ok ? context.body(null, 200) : refuse(context, asked.refusal);
  });

  rest.delete("/chat-requests/:eventId", signedIn("participant"), async (context) => {
    const { caller } = context.var;
    const inbox = (await streams.open(inboxStream(caller.person.user.id))).state as InboxState;
    const open = inbox.requests.find(({ subject }: RequestMoved) => subject === context.req.param("eventId"));
    if (!open) return fail(context, 404, "chat request not found");
    const { queue, request } = open;
    const withdrawn = await ask("withdraw_request", { queue, key: newId(), request }, caller);
    return withdrawn.ok ? context.body(null, 200) : refuse(context, withdrawn.refusal);
  });

  rest.get("/agency/chats", signedIn("organizer"), async (context) => {
    const { person } = context.var.party;
    const chats: Chat[] = [];
    for (const queue of queuesOf(person)) {
      for (const ended of await archive.ended(queue, person)) chats.push(endedChat(queue, ended));
    }
    return context.json(chats.toSorted((one, other) => (one.timeStart < other.timeStart ? 1 : -1)));
  });

  rest.get("/participant/chats", signedIn("participant"), async (context) => {
    const { party } = context.var;
    const over = await ownChats(house, party, "over");
    if (!over.ok) return refuse(context, over.refusal);
    return context.json(over.reply.map((room) => chatOf(room, party.side)));
  });

  rest.get("/agency/chats/:id/messages", signedIn("organizer"), (context) => {
    const { party, caller } = context.var;
    return messages(context, async (room) =>
      isOwnChat(room, party) ? caller : archive.readerOf(room, queuesOf(party.person), party.person).then(callerOf),
    );
  });

  rest.get("/participant/chats/:id/messages", signedIn("participant"), (context) => {
    const { party, caller } = context.var;
    return messages(context, async (room) => (isOwnChat(room, party) ? caller : undefined));
  });

  rest.get("/profile", signedIn("organizer", "participant"), ({ var: { party }, json }) => {
    const { person, side } = party;
    const agency = agencyOf(person);
    return json({
      id: numberOf(person.user.id),
      role: side,
      name: person.user.name,
      email: "",
      phoneNumber: "",
      ...contactOf(person.attributes),
      ...(agency !== undefined && { agencyId: numberOf(agency) }),
    });
  });

  rest.onError((error, context) => {
    household.reportBug(error, { command: `${context.req.method} ${context.req.routePath}`, user: undefined });
    return fail(context, 500, "internal server error");
  });
  return rest;

  /** Archives hold what is over; running chats come over the socket only. */
  async function messages(
    context: Context<Signed, "/x/:id">,
    readerOf: (room: RoomState) => Promise<Caller | undefined>,
  ): Promise<Response> {
    const id = context.req.param("id");
    const room = (await streams.open(roomStream(id))).state as RoomState | undefined;
    if (!room?.closed || !isChat(room)) return fail(context, 404, SAID.noSuchChat);
    const reader = await readerOf(room);
    if (!reader) return fail(context, 403, noAccess(id));
    const read = await eventsOf(house, id, reader);
    if (!read.ok) return refuse(context, read.refusal);
    return context.json(read.reply.events.flatMap((event) => messageOf(event, room) ?? []));
  }
}

/** What nobody has made yet is made when it is first needed. */
const HOUSE: Caller = { person: ITSELF, view: undefined };

const callerOf = (person: Person | undefined): Caller | undefined => person && { person, view: undefined };

const Degrees = (max: number) =>
  z
    .number()
    .min(-max)
    .max(max)
    .nullish()
    .transform((degrees) => degrees ?? undefined);
const ChatRequest = z
  .object({
    eventId: z.int().min(0),
    description: z.string(),
    lat: Degrees(90),
    lng: Degrees(180),
  })
  .refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), { path: ["lat"], error: "comes with lng" });

function faultOf({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.join(".");
  return field ? `${field}: ${issue?.message}` : "the body must be one JSON object";
}

const fail = (context: Context, status: Status, message: string): Response =>
  context.json({ statusCode: status, message, error: ERRORS[status] }, status);

function refuse(context: Context, { code, message }: Refusal): Response {
  switch (code) {
    case "request_exists":
      return fail(context, 400, "chat request already exists");
    case "no_such_request":
      return fail(context, 404, "chat request not found");
    case "too_fast":
    case "queue_full":
      return fail(context, 429, message);
    case "not_allowed":
      return fail(context, 403, message);
    case "server_error":
      return fail(context, 500, "internal server error");
    default:
      return fail(context, 400, message);
  }
}
