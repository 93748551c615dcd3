export { OwnPostgres } from "./postgres.ts";
