import { z } from "zod";
import { CannotStart } from "../cannot-start.ts";
import { conflictIn } from "./conflicts.ts";
import { DialectNames } from "./dialect-names.ts";

const port = z.coerce.number("must be a port number").int().min(0).max(65_535);
const count = (min: number, max: number) => z.coerce.number("must be a number").int().min(min).max(max);
const milliseconds = count(100, 86_400_000);
const filled = z.string().min(1);

const webAddress = z.url({ protocol: /^https?$/, error: "must be a URL that begins with https:// or http://" });
const tiles = webAddress.refine(
  (url) => ["{z}", "{x}", "{y}"].every((part) => url.includes(part)),
  "must have {z}, {x} and {y} in it, like https://tile.openstreetmap.org/{z}/{x}/{y}.png",
);
const origins = z.string().transform(listedOrigins);
/** As the sources of a content security policy. */
const pictures = z
  .string()
  .transform((text, context) =>
    text === "anywhere" ? ["https:"] : text === "nowhere" ? [] : listedOrigins(text, context),
  );

function listedOrigins(text: string, { issues }: z.RefinementCtx): string[] {
  const listed = text.split(",").map((origin) => origin.trim());
  const wrong = listed.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong === undefined) return listed;
  issues.push({
    code: "custom",
    input: text,
    message: `must be a list of origins like https://app.example.com, not ${wrong}`,
  });
  return z.NEVER;
}

/** Every setting that comes from the environment, with its default. */
export const SETTINGS = z.object({
  PORT: port.default(8006),
  HOST: filled.default("127.0.0.1"),
  DATA_DIR: filled.default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be like postgres://user@host/database" }).optional(),
  REDIS_URL: z
    .string()
    .regex(
      /^(?:rediss?:\/\/[^,\s]+|redis-sentinel:\/\/[^\s/]+\/[\w.-]+|redis-cluster:\/\/[^\s/]+)$/,
      "must be like redis://host:6379, redis-cluster://host:6379,host:6379 or redis-sentinel://host:26379,host:26379/name",
    )
    .optional(),
  SECRET_KEY: z.string().min(16, "must have at least 16 characters").optional(),
  JWKS_URL: webAddress.optional(),
  TOKEN_ISSUER: filled.optional(),
  TOKEN_AUDIENCE: filled.optional(),
  GUESTS: z.enum(["on", "off"]).optional(),
  ACCOUNTS: z.enum(["on", "off"]).optional(),
  ASSISTANTS: z.enum(["anybody", "granted"]).optional(),
  BEHIND_PROXY: z.enum(["on", "off"]).default("off"),
  STICKY_SESSIONS: z.enum(["on", "off"]).default("off"),
  DIALECTS: DialectNames,
  ALLOWED_ORIGINS: origins.default([]),
  PUBLIC_URL: webAddress.optional(),
  GOOGLE_CLIENT_ID: filled.optional(),
  GOOGLE_CLIENT_SECRET: filled.optional(),
  OIDC_ISSUER: webAddress.optional(),
  OIDC_CLIENT_ID: filled.optional(),
  OIDC_CLIENT_SECRET: filled.optional(),
  OIDC_NAME: filled.max(40).default("your account"),
  PICTURES_FROM: pictures.prefault("anywhere"),
  MAP_TILES: tiles.optional(),
  MAP_ATTRIBUTION: filled.max(200).default("© OpenStreetMap contributors"),
  DEMONSTRATION: z.enum(["on", "off"]).default("on"),
  PARLOR_CONFIG: filled.optional(),
  SERVER_BEAT_MS: count(100, 10_000).default(1_000),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  CHAT_MESSAGE_MAX_LENGTH: count(1, 10_000).default(500),
  CHAT_HISTORY_LIMIT: count(1, 200).default(50),
  CHAT_CACHE_SIZE: count(10, 10_000).default(100),
  CHAT_CACHE_SHARED_MB: count(0, 10_000).default(64),
  CHAT_TYPING_TIMEOUT: count(500, 60_000).default(3_000),
  COACHED_DURATION_MS: milliseconds.default(1_020_000),
  COACHED_WRAPUP_MS: milliseconds.default(15_000),
  COACHED_IDLE_MS: milliseconds.default(90_000),
  COACHED_LEFT_MS: milliseconds.default(5_000),
  TOPIC_MIN_WORD_LENGTH: count(1, 32).default(4),
  TOPIC_MAX_TOPICS: count(1, 200).default(50),
  TOPIC_EXPIRY_SECONDS: count(1, 604_800).default(3_600),
});
export type Environment = z.infer<typeof SETTINGS>;

/** Whoever sets one of these relies on it: files would lie where nobody looks for them, and nobody be called. */
const FAMILIES = /^(?:S3|VAPID)_/;

/** A wrong value stops the start, with a sentence that names it. */
export class WrongSetting extends CannotStart {}

export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  // An empty variable is an unset one: that is how compose files and shells leave things out.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const unknown = Object.keys(given).find((name) => FAMILIES.test(name) && !(name in SETTINGS.shape));
  if (unknown) {
    throw new WrongSetting(
      `Wrong configuration: ${unknown} is set, and this Parlor has no such setting. docs/CONFIGURATION.md has them all.`,
    );
  }
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${lowerFirst(message)}`);
    throw new WrongSetting(`Wrong configuration: ${sentences.join("; ")}.`);
  }
  const conflict = conflictIn(parsed.data);
  if (conflict) throw new WrongSetting(`Wrong configuration: ${conflict}.`);
  return parsed.data;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
