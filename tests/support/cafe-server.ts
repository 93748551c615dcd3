import { beforeAll, setDefaultTimeout } from "bun:test";
import { Chatter, newKey } from "./chatter.ts";
import { FileServer } from "./file-server.ts";
import { FieldClient, type FieldClientOptions } from "./field-client.ts";
import { serverToken, tokenOf } from "./tokens.ts";

export interface CafeMessage {
  readonly id: string;
  readonly cafeId: string;
  readonly userId: string | null;
  readonly username: string;
  readonly content: string;
  readonly createdAt: string;
  readonly deleted?: boolean;
  readonly messageType?: string;
}
export type CafeForm = "document" | "field";

interface Guest extends FieldClientOptions {
  readonly url?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** One server for all tests of a file, and clients of cafés in the field who connect to it. */
export class CafeServer {
  readonly #server: FileServer;
  #backEnd: Chatter | undefined;
  #cafes = 0;
  readonly #clients: FieldClient[] = [];

  static forThisFile(): CafeServer {
    // A busy machine takes its time; what waits for nothing is found out all the same.
    setDefaultTimeout(60_000);
    return new CafeServer();
  }

  private constructor() {
    const leave = async () => {
      for (const client of this.#clients) client.close();
      await this.#backEnd?.leave();
    };
    this.#server = FileServer.forThisFile({ leave });
    beforeAll(async () => {
      this.#backEnd = await Chatter.hello(this.door, serverToken());
    });
  }

  get url(): string {
    return this.#server.url;
  }

  get door(): string {
    return this.#server.door;
  }

  get backEnd(): Chatter {
    if (!this.#backEnd) throw new Error("the back end comes once the tests have begun");
    return this.#backEnd;
  }

  readonly newCafe = async (): Promise<string> => {
    const cafeId = `cafe-${++this.#cafes}`;
    await this.backEnd.ask("create_room", { key: newKey(), room: cafeId, kind: "cafe" });
    return cafeId;
  };

  readonly visitor = async (
    id: string,
    { url = this.url, claims = {}, ...options }: Guest = {},
  ): Promise<FieldClient> => {
    const auth = { token: tokenOf(id, { name: id.toUpperCase(), ...claims }) };
    const client = await FieldClient.connect(url, { auth, ...options });
    this.#clients.push(client);
    return client;
  };

  /** Does what the front-end does: joins whenever it is connected. */
  readonly inside = async (form: CafeForm, id: string, cafeId: string, options: Guest = {}): Promise<FieldClient> => {
    const client = await this.visitor(id, {
      ...options,
      onConnect: (one) => one.say("join:cafe", joining(form, id, cafeId)),
    });
    await client.next("topics:update");
    return client;
  };
}

const joining = (form: CafeForm, id: string, cafeId: string): Readonly<Record<string, string>> =>
  form === "document" ? { cafeId } : { cafeId, userId: `not ${id}` };

/** The text messages that a front-end shows in the end, in either form. */
export function shown(form: CafeForm, client: FieldClient): string[] {
  const contents: string[] = [];
  for (const { name, payload } of client.heard) {
    if (name === "message:history") {
      contents.push(...(payload as { messages: CafeMessage[] }).messages.map(({ content }) => content));
    }
    if (name !== "message:new") continue;
    const message = form === "document" ? (payload as { message: CafeMessage }).message : (payload as CafeMessage);
    if (message.userId !== null) contents.push(message.content);
  }
  return contents;
}

export const say = (client: FieldClient, cafeId: string, content: unknown) =>
  client.say("message:send", { cafeId, content });

export const showing = (form: CafeForm, client: FieldClient, content: string) =>
  client.until(() => shown(form, client).includes(content));
