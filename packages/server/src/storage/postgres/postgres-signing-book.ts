import type { Pool } from "pg";
import type { Roll, SigningBook } from "../../fan-out/roll-call.ts";

/** Three signatures missed, and somewhat more. */
const LIVES_BEATS = 16;
const FORGOTTEN_AFTER = "1 hour";

const SIGN = (livesMs: number) => `
  WITH signed AS (
    INSERT INTO parlor.servers (id, signed_at) VALUES ($1, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET signed_at = excluded.signed_at
  )
  SELECT ARRAY(
      SELECT id FROM parlor.servers
      WHERE id <> $1 AND signed_at > clock_timestamp() - interval '${livesMs} milliseconds'
    ) AS others,
    extract(epoch FROM clock_timestamp())::float8 * 1000 AS now`;

/** By the clock of the one Postgres, so that it does not matter whose clock is wrong. */
export class PostgresSigningBook implements SigningBook {
  readonly #pool: Pool;
  readonly #sign: string;

  constructor(pool: Pool, beatMs: number) {
    this.#pool = pool;
    this.#sign = SIGN(LIVES_BEATS * beatMs);
  }

  async sign(server: string): Promise<Roll> {
    const { rows } = await this.#pool.query<Roll>({ name: "sign", text: this.#sign, values: [server] });
    const [roll] = rows;
    if (!roll) throw new Error("whoever signs finds something");
    return roll;
  }

  async leave(server: string): Promise<void> {
    const text = `DELETE FROM parlor.servers WHERE id = $1 OR signed_at < now() - interval '${FORGOTTEN_AFTER}'`;
    await this.#pool.query(text, [server]);
  }
}
