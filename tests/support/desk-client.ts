import { tokenOf } from "./tokens.ts";

export interface DeskChat {
  readonly id: string;
  readonly agencyId: number;
  readonly eventId: number;
  readonly organizerId: number;
  readonly participantId: number;
  readonly ended: number;
  readonly latStart?: number;
  readonly lngStart?: number;
  readonly timeStart: string;
  readonly timeEnd: string;
  readonly participant?: { readonly id: number; readonly email: string; readonly phoneNumber: string };
}

export interface DeskMessage {
  readonly id: string;
  readonly chatId: string;
  readonly authorId: number;
  readonly fromOrganizer: number;
  readonly content: string;
  readonly timeSent: string;
  readonly lat?: number;
  readonly lng?: number;
}

interface DeskFrame {
  readonly type: string;
  readonly payload: unknown;
}

/** All that a client of the help desk knows. At anything else it forgets everything. */
const KNOWN = ["chats", "chat_history", "info", "error", "new_chat", "user_message", "closed_chat"];

export interface DeskOptions {
  readonly url: string;
  readonly header: string;
  /** Does what the front-end does: asks for its chats when it is connected, and comes back when it is cut off. */
  readonly isFrontEnd?: boolean;
}

export const organizerHeader = (id: string, claims: Readonly<Record<string, unknown>> = {}): string =>
  `Bearer organizer:${tokenOf(id, { roles: ["organizer"], ...claims })}`;
export const participantHeader = (id: string, claims: Readonly<Record<string, unknown>> = {}): string =>
  `Bearer participant:${tokenOf(id, { roles: ["participant"], ...claims })}`;

/** A front-end of the help desk, with a plain WebSocket: all it ever heard, and what it makes of it. */
export class DeskClient {
  readonly #options: DeskOptions;
  #url: string;
  #socket: WebSocket;
  #read = 0;
  #stopped = false;
  readonly #waiting = new Set<() => void>();
  readonly heard: DeskFrame[] = [];
  /** Its state, by the front-end's own rules. */
  chats = new Map<string, DeskChat>();
  messages = new Map<string, DeskMessage[]>();
  connects = 0;
  /** It was told something that it does not know. */
  forgotEverything = false;
  closed: { code: number; reason: string } | undefined;

  private constructor(options: DeskOptions) {
    this.#options = options;
    this.#url = options.url;
    this.#socket = this.#open();
  }

  /** Signed in as soon as it is connected; nobody says that it worked. */
  static async connect(options: DeskOptions): Promise<DeskClient> {
    const client = new DeskClient(options);
    await client.until(() => client.connects > 0 || client.closed !== undefined);
    return client;
  }

  say(type: string, payload: unknown = ""): void {
    this.raw(JSON.stringify({ type, payload }));
  }

  raw(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  /** The payload of the next frame of this type that no `next` has given yet. What lies before it is passed over. */
  async next<Payload>(type: string, holds: (payload: Payload) => boolean = () => true): Promise<Payload> {
    for (; ; this.#read++) {
      while (this.#read >= this.heard.length) await this.#more();
      const frame = this.heard[this.#read];
      if (frame?.type !== type || !holds(frame.payload as Payload)) continue;
      this.#read++;
      return frame.payload as Payload;
    }
  }

  /** What comes next, whatever it is. */
  async one(): Promise<DeskFrame> {
    while (this.#read >= this.heard.length) await this.#more();
    const frame = this.heard[this.#read++];
    if (!frame) throw new Error("nothing was heard");
    return frame;
  }

  payloads<Payload>(type: string): Payload[] {
    return this.heard.filter((frame) => frame.type === type).map(({ payload }) => payload as Payload);
  }

  /** When this is answered, everything that was said before it is answered, too. */
  async settled(): Promise<void> {
    const fence = `fence ${Bun.randomUUIDv7()}`;
    this.say("get_chat_history", { chatId: fence });
    this.say("send_message", { chatId: fence, message: fence });
    await this.next<{ message: string }>("error", ({ message }) => message === "chat not found");
    await this.next<{ message: string }>("error", ({ message }) => message === "chat not found");
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#more(true);
  }

  /** Whoever shares out connections sends the next one there. */
  goesTo(url: string): void {
    this.#url = url;
  }

  close(): void {
    this.#stopped = true;
    this.#socket.close();
  }

  #open(): WebSocket {
    const { header, isFrontEnd } = this.#options;
    const socket = new WebSocket(`${this.#url.replace("http", "ws")}connect`);
    socket.addEventListener("open", () => {
      this.connects++;
      socket.send(JSON.stringify({ Authorization: header }));
      if (isFrontEnd) socket.send(JSON.stringify({ type: "get_chats", payload: "" }));
      this.#wake();
    });
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(String(data)) as DeskFrame));
    socket.addEventListener("close", ({ code, reason }) => {
      if (isFrontEnd && !this.#stopped) setTimeout(() => (this.#socket = this.#open()), 20);
      else this.closed = { code, reason };
      this.#wake();
    });
    return socket;
  }

  #hear(frame: DeskFrame): void {
    this.heard.push(frame);
    if (!KNOWN.includes(frame.type)) this.forgotEverything = true;
    this.#reduce(frame);
    this.#wake();
  }

  #reduce({ type, payload }: DeskFrame): void {
    switch (type) {
      case "chats": {
        const { chats } = payload as { chats: DeskChat[] };
        const before = this.chats;
        this.chats = new Map(chats.map((chat) => [chat.id, chat]));
        // It asks the history only of chats that it does not know.
        for (const { id } of chats) {
          if (this.#options.isFrontEnd && !before.has(id)) this.say("get_chat_history", { chatId: id });
        }
        return;
      }
      case "new_chat": {
        const chat = payload as DeskChat;
        this.chats.set(chat.id, chat);
        this.messages.set(chat.id, []);
        return;
      }
      case "chat_history": {
        const { chatId, messages } = payload as { chatId: string; messages: DeskMessage[] };
        this.messages.set(chatId, messages);
        return;
      }
      case "user_message": {
        const message = payload as DeskMessage;
        this.messages.set(message.chatId, [...(this.messages.get(message.chatId) ?? []), message]);
        return;
      }
      case "closed_chat":
        this.chats.delete((payload as { chatId: string }).chatId);
        return;
      default:
        return;
    }
  }

  #more(evenClosed = false): Promise<void> {
    if (this.closed && !evenClosed) throw new Error(`closed with ${this.closed.code} while the test waited`);
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

export interface DeskAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The dialect's paths, as a front-end asks them. */
export async function deskRest(
  url: string,
  header: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<DeskAnswer> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: header, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? "" : JSON.parse(text) };
}
