// What `parlor.config.ts` needs.
export { type Configuration, defineConfig } from "./config/configuration.ts";
export type { KindDocument } from "@parlor/protocol";
