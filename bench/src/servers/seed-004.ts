import { bundleForNode } from "./bundle.ts";
import { findProgram } from "./on-path.ts";
import { postgresMissing, startPostgres, type Postgres } from "./postgres.ts";
import { startProcess } from "./process-server.ts";
import { redisMissing, startRedis, type Redis } from "./redis.ts";
import type { Contestant } from "./server.ts";

/** The architecture of seed 004 with its database and its Redis, which are started at the first round and kept for the next. */
export class Seed004 implements Contestant, AsyncDisposable {
  readonly name = "Seed 004";
  readonly tongue = "cafe";
  #postgres: Postgres | undefined;
  #redis: Redis | undefined;

  missing(): string | undefined {
    return postgresMissing() ?? redisMissing() ?? (findProgram("node") ? undefined : "node is not installed");
  }

  async start() {
    this.#postgres ??= await startPostgres();
    this.#redis ??= await startRedis();
    const env = { DATABASE_URL: this.#postgres.url, REDIS_URL: this.#redis.url, NODE_ENV: "production" };
    const file = await bundleForNode("cafe");
    return startProcess("seed-004", () => ({ command: [findProgram("node") ?? "node", file], env }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#postgres?.[Symbol.asyncDispose]();
    await this.#redis?.[Symbol.asyncDispose]();
  }
}
