export { OwnPostgres } from "./postgres.ts";
export { OwnRedis } from "./redis.ts";
