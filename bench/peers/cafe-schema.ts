import type { Pool } from "pg";
import { cafeId, userId } from "./cafe-ids.ts";

/** The tables and indexes of seed 004's document, with the cafés and people the load speaks as. */
export async function createCafeSchema(db: Pool): Promise<void> {
  await db.query(`
    DROP TABLE IF EXISTS messages, users, cafes;
    CREATE TABLE cafes (id UUID PRIMARY KEY);
    CREATE TABLE users (id UUID PRIMARY KEY, username TEXT NOT NULL);
    CREATE TABLE messages (
      id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
      cafe_id UUID NOT NULL REFERENCES cafes(id) ON DELETE CASCADE,
      user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
      content TEXT NOT NULL,
      created_at TIMESTAMP DEFAULT NOW(),
      deleted BOOLEAN DEFAULT false,
      deleted_at TIMESTAMP
    );
    CREATE INDEX idx_messages_cafe_created ON messages(cafe_id, created_at DESC);
    CREATE INDEX idx_messages_user ON messages(user_id);
    CREATE INDEX idx_messages_deleted ON messages(deleted);
  `);
  for (let n = 0; n < 50; n += 1) await db.query("INSERT INTO cafes VALUES ($1)", [cafeId(n)]);
  for (let n = 0; n < 100; n += 1) await db.query("INSERT INTO users VALUES ($1, $2)", [userId(n), `Otter ${n}`]);
}
