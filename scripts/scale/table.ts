import { type Fleet, loadOf } from "./fleet-model.ts";

const HABITS = { roomSize: 20, messagesPerPersonHour: 20, movesPerPersonHour: 4 } as const;

export const FLEETS: readonly Fleet[] = [
  { ...HABITS, people: 10_000, servers: 1 },
  { ...HABITS, people: 100_000, servers: 10 },
  { ...HABITS, people: 1_000_000, servers: 100 },
  { ...HABITS, people: 10_000_000, servers: 1_000 },
];

/** The table of docs/guides/scaling.md, which a test compares with this. */
export function scaleTable(fleets: readonly Fleet[]): string {
  const loads = fleets.map((fleet) => ({ ...fleet, ...loadOf(fleet) }));
  const row = (title: string, cell: (load: (typeof loads)[number]) => string) =>
    `| ${[title, ...loads.map(cell)].join(" | ")} |`;
  return [
    row("people connected", ({ people }) => whole(people)),
    `|---|${loads.map(() => "---:|").join("")}`,
    row("servers", ({ servers }) => whole(servers)),
    row("messages a second", ({ sendsPerSecond }) => whole(sendsPerSecond)),
    row("deliveries a second", ({ deliveriesPerSecond }) => whole(deliveriesPerSecond)),
    row("servers that a room of 20 is on", ({ serversPerRoom }) => serversPerRoom.toFixed(1)),
    row("words about rooms that Redis hands out a second", ({ busWordsPerSecond }) => whole(busWordsPerSecond)),
    row("words about who is where", ({ fleetWordsPerSecond }) => whole(fleetWordsPerSecond)),
    row("of a server's core, for deliveries and hearing", ({ coreShare }) => `${(coreShare * 100).toFixed(1)} %`),
    row("Postgres", ({ postgresShards }) => whole(postgresShards)),
    row("Redis", ({ redisShards }) => whole(redisShards)),
  ].join("\n");
}

const whole = (count: number): string => Math.round(count).toLocaleString("en-US");
