import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";

export type Transports = readonly ["websocket"] | readonly ["polling"] | readonly ["polling", "websocket"];

export interface FieldClientOptions {
  readonly path?: string;
  readonly namespace?: string;
  readonly auth?: Readonly<Record<string, unknown>>;
  readonly transports?: Transports;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** What the front-end does whenever it is connected. */
  readonly onConnect?: (client: FieldClient) => void;
}

/** One packet as a handler of the front-end gets it. */
export interface Heard {
  readonly name: string;
  readonly payload: unknown;
}

/** A front-end in the field: the public client library, and all it ever heard, in order. */
export class FieldClient {
  readonly socket: Socket;
  readonly heard: Heard[] = [];
  readonly #waiting = new Set<() => void>();
  #read = 0;
  #connects = 0;
  #refused: Error | undefined;

  private constructor(url: string, options: FieldClientOptions) {
    const { namespace = "/", path = "/socket.io/", transports = ["websocket"], auth, headers, query } = options;
    const settings: Partial<ManagerOptions & SocketOptions> = {
      path,
      transports: [...transports],
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 50,
      ...(auth && { auth: { ...auth } }),
      ...(headers && { extraHeaders: { ...headers } }),
      ...(query && { query: { ...query } }),
    };
    this.socket = io(new URL(namespace, url).href, settings);
    this.socket.onAny((name: string, payload: unknown) => {
      this.heard.push({ name, payload });
      this.#wake();
    });
    this.socket.on("connect", () => {
      this.#connects++;
      options.onConnect?.(this);
      this.#wake();
    });
    this.socket.on("connect_error", (error) => {
      this.#refused = error;
      this.#wake();
    });
  }

  static async connect(url: string, options: FieldClientOptions = {}): Promise<FieldClient> {
    const client = new FieldClient(url, options);
    await client.connected(1);
    if (options.transports?.length === 2) await client.until(() => client.transport === "websocket");
    return client;
  }

  /** Connects in vain, and gives the reason that the front-end is told. */
  static async refused(url: string, options: FieldClientOptions): Promise<string> {
    const client = new FieldClient(url, options);
    await client.until(() => client.#refused !== undefined || client.#connects > 0);
    client.close();
    if (!client.#refused) throw new Error("was let in");
    return client.#refused.message;
  }

  get transport(): string {
    return this.socket.io.engine?.transport.name ?? "";
  }

  /** Resolves when it is connected for the n-th time. */
  async connected(times: number): Promise<void> {
    await this.until(() => this.#connects >= times || (this.#refused !== undefined && times === 1));
    if (this.#connects < times) throw new Error(`not let in: ${this.#refused?.message}`);
  }

  say(name: string, ...payload: unknown[]): void {
    this.socket.emit(name, ...payload);
  }

  /** The payload of the next packet of this name that no `next` has given yet. What lies before it is passed over. */
  async next<Payload>(name: string, holds: (payload: Payload) => boolean = () => true): Promise<Payload> {
    for (; ; this.#read++) {
      while (this.#read >= this.heard.length) await this.#more();
      const { name: found, payload } = this.heard[this.#read]!;
      if (found !== name || !holds(payload as Payload)) continue;
      this.#read++;
      return payload as Payload;
    }
  }

  payloads<Payload>(name: string): Payload[] {
    return this.heard.filter((one) => one.name === name).map(({ payload }) => payload as Payload);
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#more();
  }

  close(): void {
    this.socket.disconnect();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      // The library tells nothing of an upgrade, so that is looked at now and then.
      setTimeout(() => this.#wake(), 10);
    });
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
