/** A step from one shape of the database to the next. Never edited once released: a new need is a new step. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** What is still to be done, given how many were. */
export function pendingMigrations<M extends Migration>(all: readonly M[], done: number): readonly M[] {
  if (done > all.length) {
    throw new Error(`This data was written by a newer Parlor (${done} migrations, this one knows ${all.length}).`);
  }
  return all.slice(done);
}
