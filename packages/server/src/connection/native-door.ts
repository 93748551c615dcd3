import { BOUNDS } from "@parlor/protocol";
import type { Server, WebSocketHandler } from "bun";
import { isTooLarge } from "../encoding/frame-size.ts";
import type { Origins } from "../identity/origins.ts";
import { hasSession } from "../identity/session-cookie.ts";
import { Connection, type Household } from "./connection.ts";

export const NATIVE_PATH = "/v1/connect";

/** Turns a request into a socket, or says why not. A cookie counts only when the page it comes from is one of ours. */
export function upgradeNative(
  request: Request,
  server: Pick<Server<NativeSocketData>, "upgrade">,
  origins: Origins,
): Response | undefined {
  const cookie = request.headers.get("cookie") ?? undefined;
  if (hasSession(cookie) && origins.isForeign(request)) {
    return new Response("This page may not speak for who is signed in here. See ALLOWED_ORIGINS.", { status: 403 });
  }
  return server.upgrade(request, { data: { door: "native", cookie } })
    ? undefined
    : new Response("This is a WebSocket.", { status: 426, headers: { upgrade: "websocket" } });
}

/** What a socket carries until it is open, and from then on. `door` tells whose it is: several kinds share one port. */
export type NativeSocketData = Upgraded | Connection;

interface Upgraded {
  readonly door: "native";
  readonly cookie: string | undefined;
}

/** A reader who stops reading is cut when this much waits for them; their cursors still hold. */
const SEND_QUEUE_BYTES = 1024 * 1024;
/** A socket that neither sends nor answers pings for this long is dead. */
const SILENCE_SECONDS = 30;

export const SOCKET_BOUNDS = {
  // Bun itself closes without a code what is larger; a little more than ours leaves room to answer.
  maxPayloadLength: BOUNDS.frameBytes * 2,
  backpressureLimit: SEND_QUEUE_BYTES,
  closeOnBackpressureLimit: true,
  idleTimeout: SILENCE_SECONDS,
  sendPings: true,
  perMessageDeflate: false,
} as const;

export const LEASE_MS = SILENCE_SECONDS * 1_000;

export function nativeDoor(
  household: Household,
): Required<Pick<WebSocketHandler<NativeSocketData>, "open" | "message" | "drain" | "close">> {
  return {
    open(socket) {
      if (!isOpen(socket.data)) socket.data = new Connection(socket, household, socket.data.cookie);
    },
    message({ data: connection }, message) {
      if (!isOpen(connection)) return;
      if (typeof message !== "string") connection.hangUp("badFrame", "Frames are text, not binary.");
      else if (isTooLarge(message))
        connection.hangUp("tooLarge", `A frame can have at most ${BOUNDS.frameBytes} bytes.`);
      else connection.receive(message);
    },
    drain({ data: connection }) {
      if (isOpen(connection)) connection.caughtUp();
    },
    close(socket) {
      const connection = socket.data;
      if (!isOpen(connection)) return;
      connection.closed();
      // What still holds the socket does not hold all that the connection knew.
      socket.data = { door: "native", cookie: undefined };
    },
  };
}

const isOpen = (data: NativeSocketData): data is Connection => data instanceof Connection;
