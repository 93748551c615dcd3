import type { ServerWebSocket, WebSocketHandler } from "bun";
import type { NativeSocketData } from "./connection/native-door.ts";
import type { MessengerSocketData } from "./dialects/messenger/messenger-door.ts";
import { engineWebSocket, type EngineSocketData } from "./dialects/socket-io/engine.ts";

type Doors<SocketData> = Required<Pick<WebSocketHandler<SocketData>, "open" | "message" | "drain" | "close">>;
type WithPong<SocketData> = Doors<SocketData> & Required<Pick<WebSocketHandler<SocketData>, "pong">>;
type AnySocketData = NativeSocketData | EngineSocketData | MessengerSocketData;
type AnySocket = ServerWebSocket<AnySocketData>;

/** A port has one handler for its WebSockets; what a socket carries from its upgrade on says whose it is. */
export function webSocketDoors(
  native: Doors<NativeSocketData>,
  messenger: WithPong<MessengerSocketData> | undefined,
): WithPong<AnySocketData> {
  return {
    open(socket) {
      if (isOfEngine(socket)) engineWebSocket.open(socket);
      else if (isOfMessenger(socket)) void messenger?.open(socket);
      else void native.open(socket as ServerWebSocket<NativeSocketData>);
    },
    message(socket, message) {
      if (isOfEngine(socket)) engineWebSocket.message(socket, message);
      else if (isOfMessenger(socket)) void messenger?.message(socket, message);
      else void native.message(socket as ServerWebSocket<NativeSocketData>, message);
    },
    drain(socket) {
      if (isOfEngine(socket)) return;
      if (isOfMessenger(socket)) void messenger?.drain(socket);
      else void native.drain(socket as ServerWebSocket<NativeSocketData>);
    },
    pong(socket, data) {
      if (isOfMessenger(socket)) void messenger?.pong(socket, data);
    },
    close(socket, code, reason) {
      if (isOfEngine(socket)) engineWebSocket.close(socket, code, reason);
      else if (isOfMessenger(socket)) void messenger?.close(socket, code, reason);
      else void native.close(socket as ServerWebSocket<NativeSocketData>, code, reason);
    },
  };
}

const isOfEngine = (socket: AnySocket): socket is ServerWebSocket<EngineSocketData> => "transport" in socket.data;

const isOfMessenger = (socket: AnySocket): socket is ServerWebSocket<MessengerSocketData> =>
  "door" in socket.data && socket.data.door === "messenger";
