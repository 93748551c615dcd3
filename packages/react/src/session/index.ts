export { SessionBar } from "./SessionBar.tsx";
export { SessionEnding, type SessionEndingProps } from "./SessionEnding.tsx";
export { type SessionNow, useSession } from "./use-session.ts";
