import { mayReconnect, type RefusalCode } from "@parlor/protocol";
import { retryDelayMs } from "../state/retry-delay.ts";

/** `failures` counts attempts in a row that came to nothing. */
export type ConnectionState =
  | { readonly name: "idle" }
  | { readonly name: "connecting"; readonly failures: number }
  | { readonly name: "greeting"; readonly failures: number }
  | { readonly name: "online"; readonly failures: number; readonly since: number }
  | { readonly name: "waiting"; readonly failures: number; readonly retryAt: number }
  /** The server does not want us back: a close code, or the code with which it refused the hello. */
  | { readonly name: "stopped"; readonly reason: number | RefusalCode };

export type ConnectionEvent =
  | { readonly type: "connect" }
  | { readonly type: "disconnect" }
  | { readonly type: "opened" }
  | { readonly type: "greeted"; readonly at: number }
  /** The hello was refused. `again` when another hello may fare better: later, or with another token. */
  | {
      readonly type: "refused";
      readonly code: RefusalCode;
      readonly again: boolean;
      readonly waitMs: number;
      readonly at: number;
      readonly random: number;
    }
  | { readonly type: "closed"; readonly code: number; readonly at: number; readonly random: number }
  /** The wait is over, or the machine woke or found its network again. */
  | { readonly type: "retry" };

/** A connection that was up for less counts as a failure, or a server in trouble would be asked without end. */
const STEADY_MS = 10_000;

/** The whole life of a connection. Sockets and timers are in connection.ts; the decisions are all here. */
export function next(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  switch (event.type) {
    case "connect":
      return state.name === "idle" || state.name === "stopped" ? { name: "connecting", failures: 0 } : state;
    case "disconnect":
      return state.name === "idle" ? state : { name: "idle" };
    case "opened":
      return state.name === "connecting" ? { ...state, name: "greeting" } : state;
    case "greeted":
      return state.name === "greeting" ? { ...state, name: "online", since: event.at } : state;
    case "refused":
      if (state.name !== "greeting") return state;
      return event.again ? waiting(state.failures + 1, event, event.waitMs) : { name: "stopped", reason: event.code };
    case "closed":
      return isUnderWay(state) ? afterClose(state, event) : state;
    case "retry":
      // A page that comes into view is on its first attempt: that one is not begun anew.
      return state.name === "waiting" || (state.name === "connecting" && state.failures > 0)
        ? { name: "connecting", failures: state.failures }
        : state;
  }
}

type UnderWay = Extract<ConnectionState, { name: "connecting" | "greeting" | "online" }>;

function isUnderWay(state: ConnectionState): state is UnderWay {
  return state.name === "connecting" || state.name === "greeting" || state.name === "online";
}

function afterClose(state: UnderWay, event: ConnectionEvent & { type: "closed" }): ConnectionState {
  if (!mayReconnect(event.code)) return { name: "stopped", reason: event.code };

  const wasSteady = state.name === "online" && event.at - state.since >= STEADY_MS;
  return waiting(wasSteady ? 1 : state.failures + 1, event, 0);
}

function waiting(failures: number, { at, random }: { at: number; random: number }, atLeastMs: number): ConnectionState {
  return { name: "waiting", failures, retryAt: at + Math.max(atLeastMs, retryDelayMs(failures, random)) };
}
