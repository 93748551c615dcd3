import type { Server } from "./server.ts";
import { until } from "./until.ts";

/** A figure without labels from a server's `/metrics`. */
export async function metricOf({ url }: Pick<Server, "url">, name: string): Promise<number> {
  const text = await (await fetch(`${url}metrics`)).text();
  const [, value] = new RegExp(`^${name} (\\S+)$`, "m").exec(text) ?? [];
  if (value === undefined) throw new Error(`${url}metrics has no ${name}`);
  return Number(value);
}

/** Resolves when the server has said to the others so many times more that it lives: its own measure of time. */
export async function beats(server: Server, more: number): Promise<void> {
  const enough = (await metricOf(server, "parlor_beats_total")) + more;
  await until(async () => (await metricOf(server, "parlor_beats_total")) >= enough);
}
