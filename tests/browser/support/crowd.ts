import { type ChatClient, createChatClient, memoryStorage, type Room } from "@parlor/client";

/** Somebody who talks without a window. */
export class Guest {
  readonly client: ChatClient;

  private constructor(client: ChatClient) {
    this.client = client;
  }

  static async comeIn(url: string, name: string): Promise<Guest> {
    const client = createChatClient({ url, guest: { name }, storage: memoryStorage() });
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = client.me.watch(() => client.me.get() && resolve());
    client.connect();
    await promise;
    stop();
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
