export * from "./can.ts";
export * from "./inbox-state.ts";
export * from "./message.ts";
export * from "./rate.ts";
export * from "./room-state.ts";
export * from "./roster.ts";
export * from "./unreachable.ts";
export { PRESETS } from "./kinds/presets.ts";
