import { Crowd } from "../support/crowd.ts";
import { OwnFleet } from "../support/fleet.ts";
import { Gate } from "../support/gate.ts";
import type { PostgresSettings } from "../support/postgres.ts";
import type { Server } from "../support/server.ts";

export interface SceneSettings {
  readonly postgres?: PostgresSettings;
  /** What runs each of the two servers, when they are not run as usual. */
  readonly launchers?: readonly [readonly string[], readonly string[]];
  /** Both servers come to Postgres through the gate. */
  readonly allThroughGate?: boolean;
}

/** Two servers, of which one comes to Postgres and to Redis through gates, and people who talk on both. */
export interface Scene {
  readonly fleet: OwnFleet;
  readonly one: Server;
  readonly apart: Server;
  readonly toPostgres: Gate;
  readonly toRedis: Gate;
  readonly crowd: Crowd;
  /** From now on, those who come back to the server that stands apart come to the other one. */
  readonly moveToOne: () => void;
  /** Goes when the scene is over. */
  readonly keep: (thing: AsyncDisposable) => void;
}

export async function withScene(
  { postgres = {}, launchers = [[], []], allThroughGate = false }: SceneSettings,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  await using fleet = await OwnFleet.start({ durable: true, ...postgres });
  await using toPostgres = await Gate.to(fleet.postgres.port);
  await using toRedis = await Gate.to(fleet.redis.port);
  const gated = { DATABASE_URL: fleet.databaseBy(toPostgres), REDIS_URL: `redis://127.0.0.1:${toRedis.port}` };
  const [one, apart] = await Promise.all([
    fleet.server(allThroughGate ? { DATABASE_URL: gated.DATABASE_URL } : {}, launchers[0]),
    fleet.server(gated, launchers[1]),
  ]);
  let door = apart.door;
  const crowd = await Crowd.gather("trouble", [() => one.door, () => door, () => one.door, () => door]);
  await crowd.hearsEachOther();
  const kept: AsyncDisposable[] = [];
  try {
    await play({
      fleet,
      one,
      apart,
      toPostgres,
      toRedis,
      crowd,
      moveToOne: () => (door = one.door),
      keep: (thing) => kept.push(thing),
    });
  } finally {
    for (const thing of kept) await thing[Symbol.asyncDispose]();
  }
}
