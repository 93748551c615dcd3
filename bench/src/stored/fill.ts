import { join } from "node:path";
import { crowd } from "../load/crowd.ts";
import type { StoredRoom } from "../load/jobs/job.ts";
import { openRoom, parlor } from "../load/tongues/parlor.ts";
import { roomName } from "../load/tongues/tongue.ts";
import { messageText } from "../message-text.ts";
import { startParlor } from "../servers/parlor.ts";
import { SECRET } from "../servers/server.ts";
import { multiply, type Seedling } from "./multiply.ts";
import type { RoomPlan } from "./rooms.ts";

const TEXT_BYTES = 200;
const DATABASE_FILE = "parlor.db";

/** A data folder as if these rooms had been talked in for years: Parlor makes each room and its first message, SQL the rest. */
export async function fill(folder: string, plan: readonly RoomPlan[]): Promise<StoredRoom[]> {
  const seedlings = await seed(folder, plan.length);
  multiply(join(folder, DATABASE_FILE), seedlings, plan);
  return plan.map(({ room, messages }, n) => {
    const { epoch, head } = seedlings[n]!;
    return { room, epoch, head: head + messages - 1 };
  });
}

async function seed(folder: string, rooms: number): Promise<Seedling[]> {
  await using server = await startParlor(folder);
  const door = { port: server.port, secret: SECRET };
  await parlor.prepare(door, rooms);
  const seats = Array.from({ length: rooms }, (_, room) => ({ who: 0, room, speaks: true }));
  const socket = await parlor.connect(door, seats[0]!);
  const seedlings: Seedling[] = [];
  await crowd(
    rooms,
    async (room) => {
      const said = socket.expect('{"type":"reply"');
      socket.send(parlor.phrase(seats[room]!, messageText(TEXT_BYTES)).frames(room, 1));
      await said;
      seedlings[room] = { stream: `room:${roomName(room)}`, ...(await openRoom(socket, room)) };
    },
    1,
  );
  socket.close();
  return seedlings;
}
