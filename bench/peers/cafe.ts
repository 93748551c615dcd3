import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Redis } from "ioredis";
import { Pool } from "pg";
import { Server } from "socket.io";
import { createCafeSchema } from "./cafe-schema.ts";

/**
 * The café component of seed 004: every message is checked for rate and spam in Redis, inserted into Postgres, cached,
 * counted into the topics, and broadcast through the Redis adapter. Two things are kinder than its document: commands
 * that follow one another go in one pipeline, so that a message costs four round trips instead of eight, and the sender
 * gets an answer.
 */
const db = new Pool({ connectionString: process.env["DATABASE_URL"], max: 20 });
const redis = new Redis(process.env["REDIS_URL"] ?? "");
const http = createServer((_request, response) => response.end("ready"));
const io = new Server(http, { adapter: createAdapter(redis.duplicate(), redis.duplicate()) });

const STOP_WORDS = ["this", "that", "with", "have", "from", "they", "will", "what", "when", "your"];
const RATE_LIMIT = { points: 1_000_000_000, seconds: 10 };

/** The counter of rate-limiter-flexible: one round trip per message. */
redis.defineCommand("consume", {
  numberOfKeys: 1,
  lua: `redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
        local consumed = redis.call('incrby', KEYS[1], ARGV[1])
        return { consumed, redis.call('pttl', KEYS[1]) }`,
});
declare module "ioredis" {
  interface RedisCommander {
    consume(key: string, points: number, seconds: number): Promise<[consumed: number, ttlMs: number]>;
  }
}

interface Sent {
  readonly cafeId: string;
  readonly content: string;
}

io.on("connection", (socket) => {
  const userId = String(socket.handshake.auth["userId"]);
  socket.on("join:cafe", async ({ cafeId }: { cafeId: string }, answer: () => void) => {
    await socket.join(`cafe:${cafeId}`);
    answer();
  });
  socket.on("message:send", (sent: Sent, answer: (id: string) => void) => {
    void sendMessage(userId, sent).then(answer);
  });
});

async function sendMessage(userId: string, { cafeId, content }: Sent): Promise<string> {
  const [consumed] = await redis.consume(`rate:${userId}`, 1, RATE_LIMIT.seconds);
  if (consumed > RATE_LIMIT.points) return "rate_limited";
  if (await isSpam(userId, content)) return "spam";

  const message = await createMessage(cafeId, userId, content);
  io.to(`cafe:${cafeId}`).emit("message:new", { message });
  return message.id;
}

async function isSpam(userId: string, content: string): Promise<boolean> {
  const last = await redis.getset(`user:${userId}:last`, content);
  return last === content;
}

interface MessageRow {
  readonly id: string;
}

async function createMessage(cafeId: string, userId: string, content: string): Promise<MessageRow> {
  const result = await db.query<MessageRow>(
    `INSERT INTO messages (cafe_id, user_id, content, created_at)
     VALUES ($1, $2, $3, NOW())
     RETURNING *`,
    [cafeId, userId, content],
  );
  const message = result.rows[0]!;

  await redis
    .pipeline()
    .lpush(`cafe:${cafeId}:messages`, JSON.stringify(message))
    .ltrim(`cafe:${cafeId}:messages`, 0, 99)
    .exec();
  await updateTopics(cafeId, content);
  return message;
}

async function updateTopics(cafeId: string, content: string): Promise<void> {
  const words = content
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 3 && !STOP_WORDS.includes(word) && /^[a-z]+$/.test(word));
  if (words.length === 0) return;

  const topics = `cafe:${cafeId}:topics`;
  const pipeline = redis.pipeline();
  for (const word of words) pipeline.zincrby(topics, 1, word);
  await pipeline.zremrangebyrank(topics, 0, -51).expire(topics, 3600).exec();
}

await redis.flushall();
await createCafeSchema(db);
http.listen(Number(process.env["PORT"]), "127.0.0.1");
