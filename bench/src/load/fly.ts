import type { Flight } from "./flight.ts";
import { countMarks } from "./marks.ts";
import type { Phrase } from "./phrase.ts";
import type { WireSocket } from "./wire-socket.ts";

/** Keeps as many messages on their way as the flight's window says. The first of the sockets sends them. */
export function fly(
  sockets: readonly WireSocket[],
  flight: Flight,
  phrase: Phrase,
  textBytes: number,
  firstMessage: number,
  onRead: () => void,
): void {
  const sender = sockets[0]!;
  const send = (): void => {
    const next = firstMessage + flight.sent;
    const count = flight.takeOff();
    if (count > 0) sender.send(phrase.frames(next, count));
  };
  for (const [listener, socket] of sockets.entries()) {
    socket.onFrame = (bytes, start, end) => flight.hear(listener, countMarks(bytes, start, end, textBytes));
    socket.onTurn = () => {
      onRead();
      send();
    };
  }
  send();
}
