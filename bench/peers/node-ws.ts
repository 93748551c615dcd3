import { createServer } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";

/** What a small chat in Node does: one encoded frame, sent socket by socket. */
const rooms = new Map<string, Set<WebSocket>>();
const http = createServer((_request, response) => response.end("ready"));

new WebSocketServer({ server: http }).on("connection", (socket, request) => {
  const room = roomOf(request.url ?? "/");
  room.add(socket);
  socket.on("close", () => room.delete(socket));
  socket.on("message", (frame) => {
    for (const listener of room) listener.send(frame, { binary: false });
  });
});

function roomOf(url: string): Set<WebSocket> {
  const name = new URL(url, "http://localhost").searchParams.get("room") ?? "bench";
  const room = rooms.get(name) ?? new Set<WebSocket>();
  rooms.set(name, room);
  return room;
}

http.listen(Number(process.env["PORT"]), "127.0.0.1");
