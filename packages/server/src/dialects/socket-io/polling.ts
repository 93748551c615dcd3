export const isPolling = (request: Request): boolean =>
  new URL(request.url).searchParams.get("transport") === "polling";

/** In the form in which the engine says no, so that clients show the reason. */
export const refusePolling = (): Response => Response.json({ code: 3, message: NOT_HERE }, { status: 400 });

const NOT_HERE =
  'Long polling is off here. Connect with transports: ["websocket"]. ' +
  "Operators: set STICKY_SESSIONS=on when your proxy sends all requests of a client to the same server.";
