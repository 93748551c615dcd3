import { type ChatClient, createChatClient, memoryStorage, type MessageRow, Refused, type Room } from "@parlor/client";
import { roomView } from "@parlor/rules";
import type { Folded } from "./held-log.ts";
import type { Person } from "./history.ts";
import { tokenOf } from "./tokens.ts";
import type { Answer, Wish } from "./traveller.ts";

/** Somebody with the SDK: no key, no cursor and no retry is theirs to think of. */
export class SdkUser implements Person {
  readonly complaints: string[] = [];
  readonly #client: ChatClient;
  readonly #room: Room;

  constructor(user: string, room: string, door: string, token = tokenOf(user)) {
    this.#client = createChatClient({
      url: door,
      getToken: () => token,
      storage: memoryStorage(),
      // Comes back soon, so that many histories take little time; keys need chance that differs all the same.
      random: () => Math.random() * 0.02,
      onError: (error) => this.complaints.push(String(error)),
    });
    this.#room = this.#client.room(room);
    this.#client.connect();
    this.#room.open().catch((error: unknown) => this.complaints.push(String(error)));
  }

  async wish(wish: Wish): Promise<Answer> {
    try {
      const { seq } = await this.#ask(wish);
      return { ok: true, seq };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, code: error.code };
      throw error;
    }
  }

  #ask(wish: Wish): Promise<{ seq: number }> {
    switch (wish.type) {
      case "send_message":
        return this.#room.send(wish.text, { mentions: wish.mentions ?? [] });
      case "edit_message":
        return this.#room.edit(wish.seq, wish.text);
      case "delete_message":
        return this.#room.remove(wish.seq);
      case "react":
        return this.#room.react(wish.seq, wish.emoji, wish.on);
    }
  }

  async holds(_room: string, head: number): Promise<void> {
    const { timeline } = this.#room;
    await new Promise<void>((resolve) => {
      const look = () => {
        if ((this.#messages().at(-1)?.seq ?? 0) < head) return;
        stop();
        resolve();
      };
      const stop = timeline.watch(look);
      look();
    });
    for (;;) {
      const { reachesStart, holes } = timeline.get();
      const hole = holes.at(-1);
      if (reachesStart && !hole) return;
      await this.#room.loadBefore(hole && hole.to + 1);
    }
  }

  folded(_room: string): Folded {
    const state = this.#room.state.get();
    const messages = this.#messages().map(({ seq, at, actor, message }) => ({ seq, at, actor, data: message }));
    return { state: state && roomView(state), messages: messages as unknown as Folded["messages"] };
  }

  async stop(): Promise<void> {
    this.#client.disconnect();
  }

  #messages(): MessageRow[] {
    return this.#room.timeline.get().rows.filter((row) => row.kind === "message");
  }
}
