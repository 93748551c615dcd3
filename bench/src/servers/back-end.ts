import { type ChatClient, createChatClient, memoryStorage } from "@parlor/client";
import { createHmac } from "node:crypto";
import { SECRET } from "./server.ts";

/** A back end at the native door: it may do anything, and nothing limits it. */
export function backEnd(url: string): ChatClient {
  const client = createChatClient({ url, getToken: () => TOKEN, storage: memoryStorage() });
  client.connect();
  return client;
}

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString("base64url");
const BODY = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: "chatter", name: "Chatter", scope: "server", exp: 4e9 })}`;
const TOKEN = `${BODY}.${createHmac("sha256", SECRET).update(BODY).digest("base64url")}`;
