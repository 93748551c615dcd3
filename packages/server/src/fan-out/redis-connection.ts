import { Cluster, Redis, type RedisOptions } from "ioredis";

/** A connection to whatever `REDIS_URL` names: the bus uses one like the other. */
export type RedisConnection = Redis | Cluster;

type Settings = Omit<RedisOptions, "replyMapping" | "retryStrategy"> & { readonly retryStrategy: () => number };

const SENTINEL = "redis-sentinel:";
const CLUSTER = "redis-cluster:";

interface Address {
  readonly protocol: string;
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** What comes after the hosts: for Sentinel, what the primary is called. */
  readonly name: string;
}

export function redisConnection(url: string, options: Settings): RedisConnection {
  const address = readAddress(url);
  if (address?.protocol !== SENTINEL && address?.protocol !== CLUSTER) return new Redis(url, options);

  const { hosts, username, password, name } = address;
  const own = { ...options, ...(username && { username }), ...(password && { password }) };
  if (address.protocol === SENTINEL) {
    return new Redis({ ...own, sentinels: [...hosts], name, sentinelRetryStrategy: options.retryStrategy });
  }
  const retryMs = options.retryStrategy();
  return new Cluster([...hosts], {
    redisOptions: own,
    shardedSubscribers: true,
    lazyConnect: true,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    clusterRetryStrategy: () => retryMs,
    // A node that came back with the same slots is not told apart by the others' answers.
    clusterNodeRetryStrategy: () => retryMs,
  });
}

const FORM =
  /^(?<protocol>redis(?:s|-sentinel|-cluster)?:)\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<hosts>[^/@]+)(?:\/(?<name>[\w.-]*))?$/;

/** A URL of several hosts is none to the standard's eyes. */
function readAddress(url: string): Address | undefined {
  const { protocol = "", user, password, hosts = "", name = "" } = FORM.exec(url)?.groups ?? {};
  if (protocol === "") return undefined;
  const port = protocol === SENTINEL ? 26_379 : 6_379;
  return {
    protocol,
    hosts: hosts
      .split(",")
      .map((host) => ({ host: host.replace(/:\d+$/, ""), port: Number(/:(\d+)$/.exec(host)?.[1] ?? port) })),
    username: user ? decodeURIComponent(user) : undefined,
    password: password ? decodeURIComponent(password) : undefined,
    name,
  };
}
