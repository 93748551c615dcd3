import { type Presence, type RoomEvent, type RoomId, roomStream, type Topic, type User } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { Newest } from "../../limits/newest.ts";
import type { PresenceKeeper } from "../../presence/presence.ts";
import type { Form, Telling } from "../socket-io/telling.ts";
import { documentMessage, fieldMessage, systemMessage } from "./message.ts";

export interface FormParts {
  readonly presence: Pick<PresenceKeeper, "snapshot">;
  readonly now: () => number;
  readonly newId: () => string;
}

/** What the two forms have different words for, also when one client alone is told. */
export interface CafeForm extends Form {
  /** All that a newcomer has to see at once, where it does not come one by one. */
  readonly history: ((events: readonly RoomEvent[], cafeId: string) => Telling) | undefined;
  readonly topics: (topics: readonly Topic[]) => Telling;
  /** Who came or went, and how many are here now. */
  readonly users: (cafe: RoomState, user: User, action: "join" | "leave") => Telling;
  /** What the room says about it, where it says anything. */
  readonly line: (cafe: RoomState, user: User, action: "join" | "leave") => Telling | undefined;
}

/** As the document has it. */
export function documentForm({ presence }: FormParts): CafeForm {
  const form: CafeForm = {
    name: "cafe",
    history: (events, cafeId) => {
      const messages = events.flatMap((event) => documentMessage(event, cafeId) ?? []);
      return { name: "message:history", payload: { messages } };
    },
    topics: (topics) => ({ name: "topics:update", payload: { topics: topics.map(({ word }) => word) } }),
    users(cafe, { id, name }, action) {
      const { count } = presence.snapshot(roomStream(cafe.id));
      return {
        name: "users:update",
        payload: { cafeId: cafe.id, userCount: count, action, user: { id, username: name } },
      };
    },
    line: () => undefined,
    event(event, cafe) {
      const message = documentMessage(event, cafe.id);
      return message ? [{ name: "message:new", payload: { message } }] : deletion(event, cafe);
    },
    signal(signal) {
      if (signal.kind === "topics") return [form.topics(signal.topics)];
      if (signal.kind !== "typing") return [];
      const payload = { userId: signal.user, username: signal.name, isTyping: signal.on };
      return [{ name: "typing:indicator", payload, notTo: signal.user }];
    },
    moved: (user, here, cafe) => [{ ...form.users(cafe, user, here ? "join" : "leave"), notTo: user.id }],
  };
  return form;
}

const MAX_CAFES = 10_000;

/** As the clients in the field have it. */
export function fieldForm({ presence, now, newId }: FormParts): CafeForm {
  /** What was told last, so that the same is not told twice. */
  const told = new Newest<RoomId, string>(MAX_CAFES);
  const count = (cafe: RoomState): Telling => {
    const counts = countsOf(presence.snapshot(roomStream(cafe.id)));
    told.set(cafe.id, JSON.stringify(counts));
    return { name: "users:update", payload: counts };
  };
  const form: CafeForm = {
    name: "cafe-field",
    history: undefined,
    topics: (topics) => ({ name: "topics:update", payload: { topics } }),
    users: count,
    line: (cafe, { name }, action) => ({
      name: "message:new",
      payload: systemMessage(
        action === "join" ? `${name} joined the chat` : `${name} left the chat`,
        cafe,
        now(),
        newId(),
      ),
    }),
    event(event, cafe) {
      const message = fieldMessage(event, cafe.id);
      return message ? [{ name: "message:new", payload: message }] : deletion(event, cafe);
    },
    signal(signal, cafe) {
      if (signal.kind === "topics") return [form.topics(signal.topics)];
      // Who came or went was told already; what is left is who went out of the door or came in with the chat open.
      if (signal.kind === "presence") {
        const isTold = told.get(cafe.id) === JSON.stringify(countsOf(presence.snapshot(signal.stream)));
        return isTold ? [] : [count(cafe)];
      }
      if (signal.kind !== "typing" || !signal.on) return [];
      return [{ name: "typing:indicator", payload: { username: signal.name, cafeId: cafe.id }, notTo: signal.user }];
    },
    moved(user, here, cafe) {
      const action = here ? "join" : "leave";
      const line = form.line(cafe, user, action);
      return [form.users(cafe, user, action), ...(line ? [line] : [])].map((one) => ({ ...one, notTo: user.id }));
    },
  };
  return form;
}

const deletion = (event: RoomEvent, cafe: RoomState): readonly Telling[] =>
  event.type === "message_deleted"
    ? [{ name: "message:deleted", payload: { messageId: idBeside(event, event.data.target), cafeId: cafe.id } }]
    : [];

/** Ids of events are the epoch and the place: another event of the same log differs in the place. */
const idBeside = ({ id, seq }: RoomEvent, target: number): string =>
  `${id.slice(0, id.length - String(seq).length)}${target}`;

export interface Counts {
  readonly total: number;
  readonly inCafe: number;
}

/** Everybody is in the chat; those who are not away are in the café itself. */
export const countsOf = ({ count, people }: Presence): Counts => ({
  total: count,
  inCafe: people ? people.filter(({ status }) => status === "online").length : count,
});
