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
