import { BOUNDS } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { escapeHtml } from "../../http/html.ts";
import { identify, type IdentifySettings } from "../../http/identify.ts";
import { statusOf } from "../../http/statuses.ts";
import type { Person } from "../../identity/person.ts";
import type { SocketIoHouse } from "../socket-io/house.ts";
import { ticked } from "./checklist.ts";
import { LOBBY_PAGE, LOBBY_URL, roomPage } from "./links.ts";
import { roleOf } from "./person.ts";
import { LOBBY, roomCalled } from "./rooms.ts";

interface Signed {
  readonly Variables: { readonly person: Person };
}

/** What these clients take for the place of their server. */
const OWN = "/woz";
/** As many as their pages leaf through. */
const RESULTS = 20;
const INCOMPLETE = "You have not completed the checklist. Press OK to leave the room anyways.";

/** The paths below `/woz/chat`. Pages lead to our own page, which knows the way from there. */
export function coachedRest(house: SocketIoHouse, identifying: IdentifySettings): Hono<Signed> {
  const { ask, household, lobbies, newId } = house;
  const rest = new Hono<Signed>();
  rest.use(bodyLimit({ maxSize: BOUNDS.frameBytes, onError: () => fail(413, "This is too much.") }));

  rest.get("/lobby", (context) => context.redirect(LOBBY_PAGE));
  rest.get("/room/:id/:scenario?", async (context) => {
    const person = await whoAsks(context.req.raw);
    const room = person && roomCalled(context.req.param("id"), await lobbies.rooms(LOBBY), person.user.id);
    return context.redirect(room ? roomPage(room.id, context.req.param("scenario")) : LOBBY_PAGE);
  });
  // Every message is stored before anybody hears it: there is nothing left to back up.
  rest.post("/save", (context) => context.body(null, 200));

  rest.use(async (context, next) => {
    const asked = await identify(context.req.raw, identifying);
    if (!asked.ok) return fail(statusOf(asked.refusal.code), asked.refusal.message);
    if (!asked.reply || !roleOf(asked.reply)) return fail(401, "Sign in first.");
    const tooMany = household.tooMany(asked.reply);
    if (tooMany) return fail(429, tooMany.message);
    context.set("person", asked.reply);
    return next();
  });
  rest.post("/room/leave", async (context) => {
    const form = await formOf(context.req.raw);
    if (!form) return fail(400, NO_FORM);
    const done = form.getAll("checklist");
    const tasks = wholeNumber(form.get("nb-tasks"));
    const roomId = form.get("room-id");
    if (tasks === undefined || typeof roomId !== "string") return fail(400, "nb-tasks and room-id are required");
    if (done.length > tasks) return fail(400, "There are fewer tasks than that.");
    if (done.length < tasks) return context.json({ msg: INCOMPLETE });

    const caller = { person: context.var.person, view: undefined };
    const { id } = caller.person.user;
    const room = roomCalled(roomId, await lobbies.rooms(LOBBY), id);
    if (!room?.members.has(id)) return context.redirect(`${OWN}${LOBBY_URL}`);
    for (const item of ticked(done, room, id)) {
      await ask("tick_checklist", { room: room.id, key: newId(), item }, caller);
    }
    const left = await ask("leave_room", { room: room.id, key: newId() }, caller);
    return left.ok ? context.redirect(`${OWN}${LOBBY_URL}`) : fail(statusOf(left.refusal.code), left.refusal.message);
  });

  rest.post("/search", async (context) => {
    const form = await formOf(context.req.raw);
    if (!form) return fail(400, NO_FORM);
    const query = form.get("query");
    if (typeof query !== "string") return fail(400, "query is required");
    const caller = { person: context.var.person, view: undefined };
    const room = (await lobbies.rooms(LOBBY)).find(isWith(caller.person));
    if (!room) return fail(403, "Join a room first.");
    const found = await ask("search_catalog", { room: room.id, key: newId(), query, limit: RESULTS }, caller);
    if (!found.ok) return fail(statusOf(found.refusal.code), found.refusal.message);
    // Pages make these a part of themselves as they are.
    const results = found.reply.items.map(({ title, body }) => ({ title: escapeHtml(title), body: escapeHtml(body) }));
    return context.json({ products: [], results });
  });

  rest.onError((error, context) => {
    household.reportBug(error, { command: `${context.req.method} ${OWN}/chat`, user: undefined });
    return fail(500, "Something went wrong on the server. Try again in a moment.");
  });
  return rest;

  async function whoAsks(request: Request): Promise<Person | undefined> {
    const asked = await identify(request, identifying);
    return asked.ok ? asked.reply : undefined;
  }
}

const isWith =
  ({ user }: Person) =>
  (room: RoomState): boolean =>
    room.members.has(user.id);

const NO_FORM = "Send a form.";

async function formOf(request: Request): Promise<FormData | undefined> {
  try {
    return await request.formData();
  } catch {
    // Whatever else it is, it is the client's mistake.
    return undefined;
  }
}

function wholeNumber(text: unknown): number | undefined {
  return typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

const fail = (status: number, message: string): Response => Response.json({ error: { message } }, { status });
