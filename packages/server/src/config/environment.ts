import { z } from "zod";
import { DialectNames } from "./dialect-names.ts";

const port = z.coerce.number("must be a port number").int().min(0).max(65_535);
const count = (min: number, max: number) => z.coerce.number("must be a number").int().min(min).max(max);
const filled = z.string().min(1);

const origins = z.string().transform((text, { issues }) => {
  const listed = text.split(",").map((origin) => origin.trim());
  const wrong = listed.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong === undefined) return listed;
  issues.push({
    code: "custom",
    input: text,
    message: `must be a list of origins like https://app.example.com, not ${wrong}`,
  });
  return z.NEVER;
});

/** Every setting that comes from the environment, with its default. */
const Environment = z.object({
  PORT: port.default(8006),
  HOST: filled.default("127.0.0.1"),
  DATA_DIR: filled.default("./data"),
  SECRET_KEY: z.string().min(16, "must have at least 16 characters").optional(),
  JWKS_URL: z.url("must be a URL").optional(),
  TOKEN_ISSUER: filled.optional(),
  TOKEN_AUDIENCE: filled.optional(),
  GUESTS: z.enum(["on", "off"]).optional(),
  ACCOUNTS: z.enum(["on", "off"]).optional(),
  BEHIND_PROXY: z.enum(["on", "off"]).default("off"),
  DIALECTS: DialectNames,
  ALLOWED_ORIGINS: origins.default([]),
  PUBLIC_URL: z.url("must be a URL").optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  CHAT_MESSAGE_MAX_LENGTH: count(1, 10_000).default(500),
  CHAT_HISTORY_LIMIT: count(1, 200).default(50),
  CHAT_CACHE_SIZE: count(10, 10_000).default(100),
  CHAT_TYPING_TIMEOUT: count(500, 60_000).default(3_000),
  TOPIC_MIN_WORD_LENGTH: count(1, 32).default(4),
  TOPIC_MAX_TOPICS: count(1, 200).default(50),
  TOPIC_EXPIRY_SECONDS: count(1, 604_800).default(3_600),
});
export type Environment = z.infer<typeof Environment>;

/** A wrong value stops the start, with a sentence that names it. */
export class WrongSetting extends Error {}

export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  // An empty variable is an unset one: that is how compose files and shells leave things out.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${lowerFirst(message)}`);
    throw new WrongSetting(`Wrong configuration: ${sentences.join("; ")}.`);
  }
  if (parsed.data.SECRET_KEY && parsed.data.JWKS_URL) {
    throw new WrongSetting(
      "Wrong configuration: SECRET_KEY and JWKS_URL are both set, and tokens can be signed in one way only.",
    );
  }
  return parsed.data;
}

/** Guests walk in by default only while this is somebody's own machine and no host app signs tokens. */
export function guestsAllowed({ GUESTS, SECRET_KEY, JWKS_URL, HOST }: Environment): boolean {
  if (GUESTS) return GUESTS === "on";
  return !SECRET_KEY && !JWKS_URL && isLoopback(HOST);
}

/** People sign up here by default only while no host app says who they are. */
export function accountsOpen({ ACCOUNTS, SECRET_KEY, JWKS_URL }: Environment): boolean {
  return ACCOUNTS ? ACCOUNTS === "on" : !SECRET_KEY && !JWKS_URL;
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
