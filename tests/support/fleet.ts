import { OwnPostgres, type PostgresSettings } from "./postgres.ts";
import { OwnRedis } from "./redis.ts";
import { newFolder, removeFolder, type Server, startServer } from "./server.ts";

/** Several servers over one Postgres and one Redis, all real, all of this test alone. */
export class OwnFleet implements AsyncDisposable {
  readonly postgres: OwnPostgres;
  readonly redis: OwnRedis;
  readonly #database: string;
  readonly #folders: string[] = [];
  readonly #servers = new Set<Server>();

  private constructor(postgres: OwnPostgres, redis: OwnRedis, database: string) {
    this.postgres = postgres;
    this.redis = redis;
    this.#database = database;
  }

  static async start(settings: PostgresSettings = {}): Promise<OwnFleet> {
    const [postgres, redis] = await Promise.all([OwnPostgres.start(settings), OwnRedis.start()]);
    return new OwnFleet(postgres, redis, await postgres.database());
  }

  /** Where a server finds the database that they share, if not directly: through a gate. */
  databaseBy({ port }: { readonly port: number }): string {
    return this.#database.replace(`:${this.postgres.port}/`, `:${port}/`);
  }

  async server(env: Readonly<Record<string, string>> = {}, launcher: readonly string[] = []): Promise<Server> {
    const folder = await newFolder();
    this.#folders.push(folder);
    const shared = { DATABASE_URL: this.#database, REDIS_URL: this.redis.url };
    const server = await startServer({ folder, env: { ...shared, ...env }, launcher });
    this.#servers.add(server);
    return server;
  }

  async stop(server: Server): Promise<void> {
    this.#servers.delete(server);
    await server.stop();
  }

  async kill(server: Server): Promise<void> {
    this.#servers.delete(server);
    await server.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#servers].map((server) => server.stop()));
    await this.redis[Symbol.asyncDispose]();
    await this.postgres[Symbol.asyncDispose]();
    await Promise.all(this.#folders.map(removeFolder));
  }
}
