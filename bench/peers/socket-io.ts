import { createServer } from "node:http";
import { Server } from "socket.io";

const HISTORY = 50;

/** Socket.IO as its guide shows it. History lies in memory: cheaper than any store it would be read from. */
const http = createServer((_request, response) => response.end("ready"));
const io = new Server(http);

io.on("connection", (socket) => {
  socket.on("join", async (room: string, answer: () => void) => {
    await socket.join(room);
    answer();
  });
  socket.on("rejoin", async (room: string) => {
    await socket.join(room);
    socket.emit("history", historyOf(room));
  });
  socket.on("message", (room: string, text: string) => {
    io.to(room).emit("message", text);
  });
});

interface Message {
  readonly id: string;
  readonly user: string;
  readonly at: string;
  readonly text: string;
}

const histories = new Map<string, Message[]>();

function historyOf(room: string): Message[] {
  const known = histories.get(room);
  if (known) return known;

  const text = process.env["TEXT"] ?? "";
  const messages = Array.from({ length: HISTORY }, (_, n) => ({
    id: crypto.randomUUID(),
    user: `user-${n}`,
    at: new Date(1_700_000_000_000 + n * 1_000).toISOString(),
    text,
  }));
  histories.set(room, messages);
  return messages;
}

http.listen(Number(process.env["PORT"]), "127.0.0.1");
