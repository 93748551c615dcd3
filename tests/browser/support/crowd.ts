import { type ChatClient, createChatClient, memoryStorage, type Room } from "@parlor/client";
import { tokenOf } from "../../support/tokens.ts";

/** Somebody who talks without a window. */
export class Guest {
  readonly client: ChatClient;

  private constructor(client: ChatClient) {
    this.client = client;
  }

  static comeIn(url: string, name: string): Promise<Guest> {
    return Guest.#connected(createChatClient({ url, guest: { name }, storage: memoryStorage() }));
  }

  /** With a token of the host app. One of a back end (`scope: "server"`) may write as fast as it likes. */
  static withToken(url: string, sub: string, claims: Readonly<Record<string, unknown>> = {}): Promise<Guest> {
    const getToken = () => tokenOf(sub, claims);
    return Guest.#connected(createChatClient({ url, getToken, storage: memoryStorage() }));
  }

  static async #connected(client: ChatClient): Promise<Guest> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stops = [
      client.me.watch(() => client.me.get() && resolve()),
      client.connection.watch(() => {
        const state = client.connection.get();
        if (state.name === "stopped") reject(new Error(`the server let nobody in: ${state.reason}`));
      }),
    ];
    client.connect();
    await promise;
    for (const stop of stops) stop();
    return new Guest(client);
  }

  get id(): string {
    const me = this.client.me.get();
    if (!me) throw new Error("nobody came in");
    return me.id;
  }

  async openRoom(title: string, description = "", kind = "community"): Promise<string> {
    const { room } = await this.client.createRoom({ kind, title, description });
    return room;
  }

  async enter(id: string): Promise<Room> {
    const room = this.client.room(id);
    await room.open();
    return room;
  }

  leave(): void {
    this.client.disconnect();
  }
}
