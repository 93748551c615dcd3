/** A fleet at its busiest hour. */
export interface Fleet {
  readonly people: number;
  readonly servers: number;
  /** People who have the same room open, on average. */
  readonly roomSize: number;
  readonly messagesPerPersonHour: number;
  /** Times that somebody comes or goes. */
  readonly movesPerPersonHour: number;
}

/** What one thing costs or one part can do. docs/guides/scaling.md says where each figure comes from. */
export const FIGURES = {
  deliveryMicros: 3.7,
  hearingMicros: 20,
  sendsPerPostgres: 10_000,
  wordsPerRedis: 150_000,
  /** Servers tell each other who came and went in one word for so long. */
  whereaboutsEveryMs: 200,
} as const;

export interface Load {
  readonly sendsPerSecond: number;
  readonly deliveriesPerSecond: number;
  readonly serversPerRoom: number;
  /** Words about rooms that Redis hands out. */
  readonly busWordsPerSecond: number;
  /** Words about who is connected where: each goes to every server. */
  readonly fleetWordsPerSecond: number;
  /** Of one core, for deliveries and for what is heard on the bus. */
  readonly coreShare: number;
  readonly postgresShards: number;
  readonly redisShards: number;
}

export function loadOf({ people, servers, roomSize, messagesPerPersonHour, movesPerPersonHour }: Fleet): Load {
  const sendsPerSecond = (people * messagesPerPersonHour) / 3_600;
  const deliveriesPerSecond = sendsPerSecond * roomSize;
  const serversPerRoom = expectedServers(servers, roomSize);
  const busWordsPerSecond = servers > 1 ? sendsPerSecond * serversPerRoom : 0;
  const movesPerServer = (people * movesPerPersonHour) / 3_600 / servers;
  const wordsPerServer = Math.min(movesPerServer, 1_000 / FIGURES.whereaboutsEveryMs);
  const fleetWordsPerSecond = servers > 1 ? wordsPerServer * servers * servers : 0;
  const micros = deliveriesPerSecond * FIGURES.deliveryMicros + busWordsPerSecond * FIGURES.hearingMicros;
  return {
    sendsPerSecond,
    deliveriesPerSecond,
    serversPerRoom,
    busWordsPerSecond,
    fleetWordsPerSecond,
    coreShare: micros / servers / 1_000_000,
    postgresShards: Math.ceil(sendsPerSecond / FIGURES.sendsPerPostgres),
    redisShards: Math.ceil(busWordsPerSecond / FIGURES.wordsPerRedis),
  };
}

/** On how many servers the people of a room are, when a proxy puts each of them anywhere. */
export const expectedServers = (servers: number, people: number): number => servers * (1 - (1 - 1 / servers) ** people);

/** The same, tried out: people of many rooms are put somewhere, and servers are counted. */
export function simulatedServers(servers: number, people: number, rooms: number, random: () => number): number {
  let counted = 0;
  for (let room = 0; room < rooms; room++) {
    const taken = new Set<number>();
    for (let person = 0; person < people; person++) taken.add(Math.floor(random() * servers));
    counted += taken.size;
  }
  return counted / rooms;
}
