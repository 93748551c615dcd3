export { Gate } from "./gate.ts";
export { OwnPostgres } from "./postgres.ts";
export { until } from "./until.ts";
export { OwnRedis } from "./redis.ts";
export { RedisNodes } from "./redis-nodes.ts";
