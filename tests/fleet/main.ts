// Two servers over a Postgres and a Redis of their own, for trying out. Everything is gone afterwards.

import { OwnFleet } from "../support/fleet.ts";

const FIRST_PORT = 8006;

const fleet = await OwnFleet.start({ durable: true });
// Without a secret, guests may come in.
const env = (index: number) => ({ PORT: String(FIRST_PORT + index), SECRET_KEY: "" });
const servers = [await fleet.server(env(0)), await fleet.server(env(1))];
console.log("One Parlor of two servers, with a Postgres and a Redis of their own:");
for (const { url, pid } of servers) console.log(`  ${url}  (process ${pid})`);
console.log("Say something on one and see it on the other. Ctrl+C ends it all.");

await new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});
await fleet[Symbol.asyncDispose]();
