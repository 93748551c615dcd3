import type { Namespace, Socket } from "socket.io";
import type { Person } from "../../identity/person.ts";
import { Audience } from "./audience.ts";
import { Client } from "./client.ts";
import { type ClientSession, type ClientSessions, withGuest } from "./client-session.ts";
import { Conversation } from "./conversation.ts";
import type { Dialect, Spoken } from "./dialect.ts";
import { privateId, setPrivateId, type SocketIoEngine } from "./engine.ts";
import type { SocketIoHouse } from "./house.ts";
import { signIn } from "./sign-in.ts";

export interface DoorSettings {
  readonly namespace: string;
  readonly dialects: readonly [Dialect, ...Dialect[]];
  /** Also who is nobody may connect, or even who has a bad token; what they may do then is for the dialect to say. */
  readonly letsAnybodyIn: "no" | "without a token" | "always";
}

interface Known {
  readonly person: Person | undefined;
  readonly before: ClientSession | undefined;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/** One namespace of Socket.IO: lets clients in, finds out what they speak, and hands on what they say. */
export class Door {
  readonly audience: Audience;
  readonly #namespace: Namespace;
  readonly #engine: SocketIoEngine;
  readonly #settings: DoorSettings;
  readonly #house: SocketIoHouse;
  readonly #sessions: ClientSessions;
  readonly #known = new WeakMap<Socket, Known>();

  constructor(
    engine: SocketIoEngine,
    settings: DoorSettings,
    { house, sessions }: { house: SocketIoHouse; sessions: ClientSessions },
  ) {
    this.#engine = engine;
    this.#settings = settings;
    this.#house = house;
    this.#sessions = sessions;
    this.#namespace = engine.io.of(settings.namespace);
    const forms = settings.dialects.flatMap((dialect) => dialect.forms);
    this.audience = new Audience(this.#namespace, forms, house);

    this.#namespace.use((socket, next) => void this.#answer(socket, next));
    this.#namespace.on("connection", (socket) => this.#welcome(socket));
  }

  speaks(dialect: Dialect): boolean {
    return this.#settings.dialects.includes(dialect);
  }

  async #answer(socket: Socket, next: (refused?: Error) => void): Promise<void> {
    const refused = await this.#letIn(socket).catch((error: unknown) => {
      this.#house.household.reportBug(error, { command: "connect", user: undefined });
      return "Something went wrong on the server. Try again in a moment.";
    });
    next(refused === undefined ? undefined : new Error(refused));
  }

  /** Why not; undefined when it is let in. */
  async #letIn(socket: Socket): Promise<string | undefined> {
    const { auth } = socket.handshake;
    const before = this.#sessions.recall(auth["pid"]);
    const signedIn = await signIn(socket.handshake, before, (hello, cookie) =>
      this.#house.household.greet(hello, cookie),
    );
    if ("refused" in signedIn) {
      const { letsAnybodyIn } = this.#settings;
      const isLetIn = letsAnybodyIn === "always" || (letsAnybodyIn !== "no" && signedIn.refused !== "Invalid token");
      if (!isLetIn) return signedIn.refused;
      this.#known.set(socket, { person: undefined, before });
      return undefined;
    }
    const { person, guestToken } = signedIn;
    if (person.user.guest && this.#named(socket)?.dialect.guests === false) return "Authentication required";
    if (guestToken !== undefined) setPrivateId(socket, withGuest(privateId(socket), guestToken));
    this.#known.set(socket, { person, before });
    return undefined;
  }

  #welcome(socket: Socket): void {
    const { person, before } = this.#known.get(socket) ?? { person: undefined, before: undefined };
    this.#engine.carry(socket);
    const session = this.#sessions.begin(privateId(socket), before, () => client.hangUp());
    const client: Client = new Client({
      socket,
      person,
      audience: this.audience,
      house: this.#house,
      session,
      before,
      form: this.#settings.dialects[0].forms[0],
    });
    const conversation = new Conversation(client, this.#settings.dialects, this.#named(socket));
    const expiry =
      person?.expiresAt && setTimeout(() => client.hangUp(), untilThen(person.expiresAt, this.#house.household.now()));

    socket.onAny((event: string, ...said: unknown[]) => conversation.hear(event, said));
    socket.on("disconnect", () => {
      if (expiry) clearTimeout(expiry);
      client.closed();
      this.#sessions.away(session);
    });
    conversation.begin();
  }

  /** What a client says it speaks, or spoke on its last connection. */
  #named({ handshake }: Socket): Spoken | undefined {
    const { auth, query } = handshake;
    const name: unknown = auth["dialect"] ?? query["dialect"] ?? this.#house.order.read(auth["offset"])?.form;
    for (const dialect of this.#settings.dialects) {
      const form = dialect.forms.find((one) => one.name === name);
      if (form || dialect.name === name) return { dialect, form: form ?? dialect.forms[0] };
    }
    const dialect = this.#settings.dialects.find((one) => one.isNamedBy?.(auth));
    return dialect && { dialect, form: dialect.forms[0] };
  }
}

const untilThen = (at: number, now: number): number => Math.min(at - now, MAX_TIMER_MS);
