// Two servers over a Postgres and a Redis of their own, for trying out. Everything is gone afterwards.

import { OwnFleet } from "../support/fleet.ts";
import { OwnProxy, proxyProgram } from "../support/proxy.ts";

const PORT = 8006;

const fleet = await OwnFleet.start({ durable: true });
const hasProxy = proxyProgram("nginx") !== undefined;
const ports = hasProxy ? ([PORT + 1, PORT + 2] as const) : ([PORT, PORT + 1] as const);
// Without a secret, guests may come in, and anybody can be somebody of the demonstration.
const env = { SECRET_KEY: "", DEMONSTRATION: "on", ...(hasProxy && { BEHIND_PROXY: "on", STICKY_SESSIONS: "on" }) };
const servers = [
  await fleet.server({ ...env, PORT: String(ports[0]) }),
  await fleet.server({ ...env, PORT: String(ports[1]) }),
];
const proxy = hasProxy ? await OwnProxy.start("nginx", ports, PORT) : undefined;
console.log("One Parlor of two servers, with a Postgres and a Redis of their own:");
for (const { url, pid } of servers) console.log(`  ${url}  (process ${pid})`);
console.log(proxy ? `  ${proxy.url}  nginx before both, with deploy/nginx.conf` : "  nginx is not installed.");
console.log("Say something on one and see it on the other. Ctrl+C ends it all.");

await new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});
await proxy?.[Symbol.asyncDispose]();
await fleet[Symbol.asyncDispose]();
