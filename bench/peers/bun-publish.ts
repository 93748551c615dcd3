/** The floor: what the runtime costs when a frame goes to a room with no chat around it. */
const server = Bun.serve<{ room: string }>({
  hostname: "127.0.0.1",
  port: Number(process.env["PORT"]),
  fetch(request, server) {
    const room = new URL(request.url).searchParams.get("room") ?? "bench";
    return server.upgrade(request, { data: { room } }) ? undefined : new Response("ready");
  },
  websocket: {
    open(socket) {
      socket.subscribe(socket.data.room);
    },
    message(socket, frame) {
      server.publish(socket.data.room, frame);
    },
  },
});
