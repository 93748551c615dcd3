import { isRoomStream, roomStream, type RoomEvent, streamSubject } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { fieldOf, textOf } from "../payload.ts";
import type { Client } from "../socket-io/client.ts";
import type { Dialect, Word } from "../socket-io/dialect.ts";
import type { SocketIoHouse } from "../socket-io/house.ts";
import type { Entered } from "../room-entry.ts";
import type { Telling } from "../socket-io/telling.ts";
import { type CafeError, joinError, sendError } from "./errors.ts";
import { type CafeForm, documentForm, fieldForm } from "./forms.ts";
import { documentMessage } from "./message.ts";
import { mayEnter, ownCafe } from "./own-cafe.ts";

/** The rooms of cafés, in the two forms that there are: the document's and that of the clients in the field. */
export function cafe({ presence, household, newId }: SocketIoHouse): Dialect {
  const parts = { presence, newId, now: () => household.now() };
  const forms = { document: documentForm(parts), field: fieldForm(parts) };
  return {
    name: "cafe",
    forms: [forms.document, forms.field],
    guests: false,
    words: new Map<string, Word>([
      ["join:cafe", { holdsUpOthers: true, act: (client, payload) => joinCafe(client, payload, forms) }],
      ["leave:cafe", { holdsUpOthers: true, act: leaveCafe }],
      ["message:send", { holdsUpOthers: false, act: sendMessage }],
      ["typing:start", { holdsUpOthers: false, act: (client, payload) => typing(client, payload, true) }],
      ["typing:stop", { holdsUpOthers: false, act: (client, payload) => typing(client, payload, false) }],
      ["presence:update", { holdsUpOthers: false, act: updatePresence }],
    ]),
    greet(client) {
      const { person } = client;
      if (!person) return;
      const cafeId = ownCafe(person);
      client.say("connected", { userId: person.user.id, ...(cafeId !== undefined && { cafeId }) });
    },
    shownOut: (client, _cafeId, message) => fail(client, { code: "NOT_IN_CAFE", message }),
    refuse: (client, why) => fail(client, sendError(why)),
  };
}

interface Forms {
  readonly document: CafeForm;
  readonly field: CafeForm;
}

const fail = (client: Client, error: CafeError): void => client.say("error", error);

async function joinCafe(client: Client, payload: unknown, forms: Forms): Promise<void> {
  const cafeId = typeof payload === "string" && payload !== "" ? payload : textOf(payload, "cafeId");
  if (cafeId === undefined) return fail(client, { code: "JOIN_ERROR", message: "cafeId is required" });
  const { person } = client;
  if (!person) return fail(client, AUTH_REQUIRED);
  if (!mayEnter(person, cafeId)) {
    return fail(client, { code: "JOIN_ERROR", message: "This token is for another café." });
  }
  // Only the clients in the field say who they are. It is not believed, but it tells which they are.
  if (fieldOf(payload, "userId") !== undefined && cafesOf(client).length === 0) client.form = forms.field;
  const form = client.form === forms.field ? forms.field : forms.document;

  const stream = roomStream(cafeId);
  const wasHere = client.house.presence.isHere(stream, person.user.id);
  const { CHAT_HISTORY_LIMIT: lines } = client.house.settings;
  const isLine = (event: RoomEvent) => documentMessage(event, cafeId) !== undefined;
  const entered = await client.enter(cafeId, person, { lines, isLine });
  if (!entered.ok) return fail(client, person.user.guest ? AUTH_REQUIRED : joinError(entered.refusal));

  for (const other of cafesOf(client)) if (other !== cafeId) await client.leave(other, person);
  const room = client.house.streams.peek(stream)?.state as RoomState;
  show(client, cafeId, entered.reply, form);
  tell(client, form.users(room, person.user, "join"));
  const topics = await client.house.ask("load_topics", { room: cafeId }, client.caller());
  if (topics.ok) tell(client, form.topics(topics.reply.topics));
  const line = wasHere ? undefined : form.line(room, person.user, "join");
  if (line) tell(client, line);
  return undefined;
}

/** The document's clients get one packet; those in the field one for each message, as if it were live. */
function show(client: Client, cafeId: string, entered: Entered, form: CafeForm): void {
  if (!form.history) return client.replay(cafeId, entered);
  const { events, upTo } = entered;
  client.replay(cafeId, { ...entered, events: events.filter(({ type }) => type === "message_deleted") });
  const { name, payload } = form.history(events, cafeId);
  return client.say(name, payload, upTo);
}

const AUTH_REQUIRED: CafeError = { code: "AUTH_REQUIRED", message: "Sign in to enter this café." };

const tell = (client: Client, { name, payload }: Telling): void => client.say(name, payload);

const cafesOf = (client: Client): string[] => [...client.caller().view.watched].filter(isRoomStream).map(streamSubject);

async function leaveCafe(client: Client, payload: unknown): Promise<void> {
  const cafeId = typeof payload === "string" ? payload : textOf(payload, "cafeId");
  const person = cafeId === undefined ? undefined : client.personIn(cafeId);
  if (cafeId !== undefined && person) await client.leave(cafeId, person);
}

async function sendMessage(client: Client, payload: unknown): Promise<void> {
  const cafeId = textOf(payload, "cafeId");
  const text = fieldOf(payload, "content");
  if (cafeId === undefined || !client.personIn(cafeId)) {
    return fail(client, { code: "NOT_IN_CAFE", message: "Join the café first." });
  }
  if (typeof text !== "string" || text.trim() === "") {
    return fail(client, { code: "EMPTY_MESSAGE", message: "Write something first." });
  }
  const sent = await client.house.ask("send_message", { room: cafeId, key: client.newKey(), text }, client.caller());
  return sent.ok ? undefined : fail(client, sendError(sent.refusal));
}

async function typing(client: Client, payload: unknown, on: boolean): Promise<void> {
  const cafeId = textOf(payload, "cafeId");
  if (cafeId !== undefined && client.personIn(cafeId)) {
    await client.house.ask("typing", { room: cafeId, on }, client.caller());
  }
}

/** The document's clients say how they are, those in the field whether they sit in the café. */
async function updatePresence(client: Client, payload: unknown): Promise<void> {
  const status = fieldOf(payload, "status");
  const inCafe = fieldOf(payload, "inCafe");
  if (typeof status !== "string" && typeof inCafe !== "boolean") return;
  const online = typeof inCafe === "boolean" ? inCafe : status === "online";
  await client.house.ask("set_status", { status: online ? "online" : "away" }, client.caller());
}
