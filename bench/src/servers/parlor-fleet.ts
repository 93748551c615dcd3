import { parlor, startParlor } from "./parlor.ts";
import { postgresMissing, startPostgres, type Postgres } from "./postgres.ts";
import { redisMissing, startRedis, type Redis } from "./redis.ts";
import type { RunningServer } from "./server.ts";

/** Two servers that are one, with their Postgres and their Redis, which are started at the first round and kept for the next. */
export class ParlorFleet implements AsyncDisposable {
  #postgres: Postgres | undefined;
  #redis: Redis | undefined;

  missing(): string | undefined {
    return parlor.missing() ?? postgresMissing() ?? redisMissing();
  }

  /** Fresh servers on an empty database. */
  async start(): Promise<readonly [RunningServer, RunningServer]> {
    this.#postgres ??= await startPostgres();
    this.#redis ??= await startRedis();
    const env = { DATABASE_URL: await this.#postgres.database(), REDIS_URL: this.#redis.url };
    // One after the other: the first makes the tables.
    return [await startParlor(undefined, env), await startParlor(undefined, env)];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#postgres?.[Symbol.asyncDispose]();
    await this.#redis?.[Symbol.asyncDispose]();
  }
}
