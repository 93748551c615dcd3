import type { MovedRow, MovedTable } from "./moved-tables.ts";

/** How many rows there are and what is in them, whatever order they come in. */
export interface Sum {
  readonly rows: number;
  /** The sum of each row's fingerprint. */
  readonly print: string;
}

const SEPARATOR = "\u001f";
const NOTHING = "\u001e";
/** Hexadecimal digits of a fingerprint: what fits into Postgres's bigint. */
const DIGITS = 15;

export class RowSum {
  #rows = 0;
  #print = 0n;

  add(row: MovedRow): void {
    const text = row.map((cell) => (cell === null ? NOTHING : String(cell))).join(SEPARATOR);
    this.#rows++;
    this.#print += BigInt(`0x${new Bun.CryptoHasher("md5").update(text).digest("hex").slice(0, DIGITS)}`);
  }

  get sum(): Sum {
    return { rows: this.#rows, print: String(this.#print) };
  }
}

/** The same in Postgres. */
export function sumInPostgres({ columns }: Pick<MovedTable, "columns">): string {
  const cells = Object.entries(columns).map(([name, type]) => {
    const cell = type === "boolean" ? `${name}::int::text` : `${name}::text`;
    return `coalesce(${cell}, E'\\x1e')`;
  });
  const print = `('x' || left(md5(concat_ws(E'\\x1f', ${cells.join(", ")})), ${DIGITS}))::bit(${DIGITS * 4})::bigint`;
  return `count(*) AS rows, coalesce(sum(${print}), 0)::text AS print`;
}
