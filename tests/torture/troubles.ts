import { Chatter } from "../support/chatter.ts";
import { isTold } from "../support/hears.ts";
import { SmallDisk } from "../support/small-disk.ts";
import { canHaveWrongClocks, withClock } from "../support/wrong-clock.ts";
import type { Scene, SceneSettings } from "./scene.ts";

/** What may happen to servers, and for how long. The tests have all of it in short. */
export interface Trouble {
  readonly name: string;
  readonly settings?: SceneSettings;
  readonly isPossible?: boolean;
  /** Nobody may be told anything of it. */
  readonly isUnnoticed?: boolean;
  readonly happen: (scene: Scene) => Promise<void>;
}

/** Here the length of time is what it is about. */
const lasting = (seconds: number): Promise<void> => Bun.sleep(seconds * 1_000);
/** After so long nobody is shown who was with a dead server. */
const GONE_WITHIN_MS = 45_000;

const disk = new SmallDisk(80);

export const TROUBLES: readonly Trouble[] = [
  {
    name: "Redis is killed for 5 s and comes back empty",
    isUnnoticed: true,
    async happen({ fleet: { redis } }) {
      await redis.kill();
      await lasting(5);
      await redis.start();
    },
  },
  {
    name: "Redis stands still for 10 s",
    isUnnoticed: true,
    async happen({ fleet: { redis } }) {
      redis.pause();
      await lasting(10);
      redis.resume();
    },
  },
  {
    name: "one server is cut off from Redis for 10 s",
    isUnnoticed: true,
    async happen({ toRedis }) {
      toRedis.cut();
      await lasting(10);
      toRedis.mend();
    },
  },
  {
    name: "nothing comes through between one server and Redis for 10 s",
    isUnnoticed: true,
    async happen({ toRedis }) {
      toRedis.fallSilent();
      await lasting(10);
      toRedis.mend();
    },
  },
  {
    name: "Postgres is killed and restarted after 5 s",
    async happen({ fleet: { postgres } }) {
      await postgres.kill();
      await lasting(5);
      await postgres.start();
    },
  },
  {
    name: "Postgres stands still for 15 s",
    async happen({ fleet: { postgres } }) {
      postgres.pause();
      await lasting(15);
      postgres.resume();
    },
  },
  {
    name: "one server is cut off from Postgres for 10 s",
    async happen({ toPostgres, crowd }) {
      toPostgres.cut();
      await crowd.isRefused();
      await lasting(10);
      toPostgres.mend();
    },
  },
  {
    name: "nothing comes through between one server and Postgres for 20 s",
    async happen({ toPostgres, crowd }) {
      toPostgres.fallSilent();
      await crowd.isRefused();
      await lasting(20);
      toPostgres.mend();
    },
  },
  {
    name: "Postgres fails over to another address, 5 s after it died",
    settings: { allThroughGate: true },
    async happen({ fleet: { postgres }, toPostgres, keep }) {
      const standby = await postgres.standby();
      keep(standby);
      await postgres.kill();
      toPostgres.leadTo(standby.port);
      await lasting(5);
      await standby.promote();
    },
  },
  {
    name: "Postgres has no connection left for 10 s",
    settings: { postgres: { settings: ["max_connections=24"] } },
    async happen({ fleet: { postgres }, crowd }) {
      const giveBack = await postgres.crowdOut();
      await crowd.isRefused();
      await lasting(10);
      await giveBack();
    },
  },
  {
    name: "the disk of Postgres is full for 10 s",
    settings: { postgres: { disk, settings: ["max_wal_size=4MB", "min_wal_size=2MB"] } },
    isPossible: SmallDisk.isPossible,
    async happen({ fleet: { postgres }, crowd }) {
      disk.fill();
      await crowd.isRefused();
      await lasting(10);
      disk.free();
      // On a full disk it gives up itself, as it should.
      if (postgres.hasEnded) await postgres.start();
    },
  },
  {
    name: "Postgres answers a tenth of a second later, for 10 s",
    isUnnoticed: true,
    async happen({ toPostgres }) {
      toPostgres.slowDown(100);
      await lasting(10);
      toPostgres.slowDown(0);
    },
  },
  {
    name: "a server is stopped for 20 s and goes on",
    isUnnoticed: true,
    async happen({ apart }) {
      process.kill(apart.pid, "SIGSTOP");
      await lasting(20);
      process.kill(apart.pid, "SIGCONT");
    },
  },
  {
    name: "a server is killed with -9",
    isUnnoticed: true,
    async happen({ fleet, one, apart, crowd, moveToOne }) {
      const [watcher, ghost] = [await Chatter.as(one.door, "watcher"), await Chatter.as(apart.door, "ghost")];
      for (const chatter of [watcher, ghost]) await chatter.ask("open_room", { room: crowd.room });
      await isTold(watcher, "presence", ({ here }) => !!here?.some(({ id }) => id === "ghost"));
      moveToOne();
      await fleet.kill(apart);
      const diedAt = performance.now();
      await isTold(watcher, "presence", ({ gone }) => !!gone?.includes("ghost"));
      const shownMs = performance.now() - diedAt;
      await watcher.leave();
      if (shownMs > GONE_WITHIN_MS) throw new Error(`its people were shown for ${Math.round(shownMs / 1_000)} s`);
    },
  },
  {
    name: "the servers' clocks are 20 s apart for 20 s",
    settings: { launchers: [withClock("+10s"), withClock("-10s")] },
    isPossible: canHaveWrongClocks,
    isUnnoticed: true,
    happen: () => lasting(20),
  },
];
