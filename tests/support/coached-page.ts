import { FieldClient, type FieldClientOptions, type Transports } from "./field-client.ts";
import { tokenOf } from "./tokens.ts";

export interface Room {
  readonly room_id: string;
  readonly participants: readonly number[];
  readonly number_user: number;
  readonly max_user: number;
  readonly has_assistant: boolean;
  readonly is_full: boolean;
  readonly topic: string;
}

export interface Message {
  readonly from: string;
  readonly msg: string;
  readonly room_id: string;
  readonly date: number;
  readonly scenario: object;
}

export interface CoachedPerson {
  readonly id: number;
  readonly role: "client" | "assistant";
  readonly interests?: readonly string[];
  readonly transports?: Transports;
  /** Where the pages connect to, when it is not where they come from. */
  readonly url?: string;
}

const PATH = "/woz/socket.io/";

/** The pages of one person of a coached conversation: the lobby, and then the room that it sends them to. */
export class CoachedPage {
  readonly #url: string;
  readonly #person: CoachedPerson;
  readonly #options: FieldClientOptions;
  #lobby: FieldClient | undefined;
  #chat: FieldClient | undefined;
  #room = "";

  private constructor(url: string, person: CoachedPerson) {
    this.#url = person.url ?? url;
    this.#person = person;
    const { id, role, interests } = person;
    const token = tokenOf(`${id}`, { name: this.name, roles: [role], ...(interests && { interests }) });
    this.#options = { path: PATH, auth: { token }, ...(person.transports && { transports: person.transports }) };
  }

  static async open(url: string, person: CoachedPerson): Promise<CoachedPage> {
    const page = new CoachedPage(url, person);
    await page.toLobby();
    return page;
  }

  get id(): number {
    return this.#person.id;
  }

  get name(): string {
    return `${this.#person.role}-${this.#person.id}`;
  }

  get lobby(): FieldClient {
    if (!this.#lobby) throw new Error("this page is not the lobby");
    return this.#lobby;
  }

  get chat(): FieldClient {
    if (!this.#chat) throw new Error("this page is not a room");
    return this.#chat;
  }

  /** The name of the room one is in, for the people who made it. */
  get room(): string {
    return this.#room;
  }

  get token(): string {
    return String(this.#options.auth?.["token"]);
  }

  /** The browser goes to the page of the lobby. */
  async toLobby(): Promise<void> {
    this.close();
    this.#lobby = await FieldClient.connect(this.#url, { ...this.#options, namespace: "/lobby" });
    await this.#lobby.next("connected", ({ user_id: id }: { user_id: number }) => id === this.id);
  }

  /** What the lobby shows. */
  rooms(): Room[] {
    const told = this.lobby.heard.findLast(({ payload }) => roomsIn(payload) !== undefined);
    return told ? (JSON.parse(roomsIn(told.payload) ?? "[]") as Room[]) : [];
  }

  async roomIs(roomId: string, holds: (room: Room) => boolean): Promise<Room> {
    const found = () => this.rooms().find((room) => room.room_id === roomId && holds(room));
    await this.lobby.until(() => found() !== undefined);
    return found()!;
  }

  /** Presses the button of a room, and the browser goes where the lobby sends it. */
  async joinRoom(roomId: string): Promise<void> {
    this.lobby.say("join_room", { user_id: this.id, role: this.#person.role === "assistant" ? 1 : 0, room_id: roomId });
    const { url } = await this.lobby.next<{ url: string }>("redirect");
    await this.toRoom(decodeURIComponent(url.replace("/chat/room/", "")));
  }

  /** The browser goes to the page of a room, or loads it again. */
  async toRoom(roomId: string, scenario: object = {}): Promise<void> {
    this.close();
    this.#room = roomId;
    this.#chat = await FieldClient.connect(this.#url, {
      ...this.#options,
      namespace: "/chat",
      onConnect: (client) => client.say("join", { room_id: roomId, scenario }),
    });
  }

  say(msg: string): void {
    const message = { from: "whoever", msg, room_id: this.#room, date: 1, scenario: {} };
    this.chat.say("server_receive", message);
  }

  /** Everything that the page shows: what was there when it came, and what was said since. */
  shown(): string[] {
    return this.chat.heard.flatMap(({ name, payload }) => {
      if (name === "message") return (payload as Message).msg;
      return name === "show-history" ? (payload as { messages: Message[] }).messages.map(({ msg }) => msg) : [];
    });
  }

  async hears(msg: string): Promise<Message> {
    return this.chat.next<Message>("message", (message) => message.msg === msg);
  }

  close(): void {
    this.#lobby?.close();
    this.#chat?.close();
    this.#lobby = undefined;
    this.#chat = undefined;
  }
}

function roomsIn(payload: unknown): string | undefined {
  const rooms: unknown = typeof payload === "object" && payload !== null && "rooms" in payload && payload.rooms;
  return typeof rooms === "string" ? rooms : undefined;
}

interface Wishes {
  readonly url: string;
  readonly id?: number;
  readonly transports?: Transports;
  readonly interests?: readonly string[];
}

let people = 1_000;
let topics = 0;
export const newTopic = (): string => `Topic no ${++topics}`;

/** Somebody who opens the page of the lobby. */
export function lobbyPage(
  role: CoachedPerson["role"],
  { url, id = ++people, ...wishes }: Wishes,
): Promise<CoachedPage> {
  return CoachedPage.open(url, { id, role, ...wishes });
}

/** A client and an assistant in a conversation, as far as both pages show that it is on. */
export async function pairOfPages(
  wishes: Wishes & { readonly assistant?: Partial<Wishes> },
): Promise<{ ana: CoachedPage; ben: CoachedPage; roomId: string; token: string }> {
  const topic = newTopic();
  const { assistant, ...both } = wishes;
  const ana = await lobbyPage("assistant", { ...both, interests: [topic], ...assistant });
  const ben = await lobbyPage("client", both);
  const roomId = `${topic}:${ana.id}`;
  await ana.joinRoom(roomId);
  await ana.chat.next("show-history");
  await ben.joinRoom(roomId);
  await ben.chat.next("room-status");
  const token = await ana.chat.next<string>("private-room-id");
  await ana.chat.next("room-status");
  return { ana, ben, roomId, token };
}
