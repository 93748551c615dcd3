import type { Room } from "@parlor/client";
import { Guest } from "../support/crowd.ts";

/** A room as it looks on an ordinary evening, with everything in it that a message can be. */
export class FitnessRoom {
  readonly id: string;
  readonly mia: Room;
  readonly jonas: Room;
  readonly sara: Room;
  readonly #guests: readonly [Guest, Guest, Guest];

  private constructor(id: string, guests: readonly [Guest, Guest, Guest], rooms: readonly [Room, Room, Room]) {
    this.id = id;
    this.#guests = guests;
    [this.mia, this.jonas, this.sara] = rooms;
  }

  static async furnish(url: string): Promise<FitnessRoom> {
    const mia = await Guest.comeIn(url, "Mia Hoffmann");
    const jonas = await Guest.comeIn(url, "Jonas Weber");
    const sara = await Guest.comeIn(url, "Sara Lindqvist");
    await jonas.openRoom("General", "General fitness discussion and motivation");
    await sara.openRoom("Nutrition", "Discuss nutrition and meal planning");
    await sara.openRoom("Progress", "Share your fitness progress and achievements");
    const id = await mia.openRoom("Workout tips", "Share workout tips and exercise advice");
    const rooms = [await mia.enter(id), await jonas.enter(id), await sara.enter(id)] as const;
    const furnished = new FitnessRoom(id, [mia, jonas, sara], rooms);
    await furnished.#talk();
    return furnished;
  }

  /** Of Mia, who may close it. */
  async openAnother(title: string, description: string): Promise<{ readonly id: string; readonly room: Room }> {
    const [mia] = this.#guests;
    const id = await mia.openRoom(title, description);
    return { id, room: await mia.enter(id) };
  }

  async close(id: string, reason: string): Promise<void> {
    const [{ client }] = this.#guests;
    await client.ask("close_room", { room: id, key: client.newKey(), reason });
  }

  async #talk(): Promise<void> {
    const { mia, jonas, sara } = this;
    await mia.send("Good evening! Who is in for a slow start into the week?");
    await jonas.send("Me. My shoulders are still angry about Thursday 😅");
    const { seq: question } = await jonas.send("How do you all warm up before pressing?");
    await sara.send(
      "Short version:\n- ten minutes of rowing, *easy*\n- band pull-aparts, 3 × 15\n- one set with the empty bar\n\nThen I only add weight while it feels **boring**.",
      { replyTo: question },
    );
    const { seq: plan } = await mia.send(
      "I wrote mine down: https://example.org/warm-up\n```\nrow       8 min\nface pull 2 x 20\npress     20 / 30 / 40 kg\n```",
    );
    await jonas.react(plan, "❤️");
    await sara.react(plan, "❤️");
    await sara.react(plan, "💪");
    await jonas.send("> while it feels boring\n\nThat goes on the wall.");
    const { seq: typo } = await jonas.send("See you at sevn?");
    await jonas.edit(typo, "See you at seven?");
    const { seq: oops } = await sara.send("wrong room, sorry");
    await sara.remove(oops);
    const { seq: yes } = await sara.send("Seven it is.");
    await mia.react(yes, "👍");
  }

  leave(): void {
    for (const guest of this.#guests) guest.leave();
  }
}
