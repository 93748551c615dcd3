import type { ServerWebSocket, WebSocketHandler } from "bun";
import type { NativeSocketData } from "./connection/native-door.ts";
import { engineWebSocket, type EngineSocketData } from "./dialects/socket-io/engine.ts";

type Doors<SocketData> = Required<Pick<WebSocketHandler<SocketData>, "open" | "message" | "drain" | "close">>;
type AnySocket = ServerWebSocket<NativeSocketData | EngineSocketData>;

/** A port has one handler for its WebSockets; what a socket carries from its upgrade on says whose it is. */
export function webSocketDoors(native: Doors<NativeSocketData>): Doors<NativeSocketData | EngineSocketData> {
  return {
    open(socket) {
      if (isOfEngine(socket)) engineWebSocket.open(socket);
      else void native.open(socket as ServerWebSocket<NativeSocketData>);
    },
    message(socket, message) {
      if (isOfEngine(socket)) engineWebSocket.message(socket, message);
      else void native.message(socket as ServerWebSocket<NativeSocketData>, message);
    },
    drain(socket) {
      if (!isOfEngine(socket)) void native.drain(socket as ServerWebSocket<NativeSocketData>);
    },
    close(socket, code, reason) {
      if (isOfEngine(socket)) engineWebSocket.close(socket, code, reason);
      else void native.close(socket as ServerWebSocket<NativeSocketData>, code, reason);
    },
  };
}

const isOfEngine = (socket: AnySocket): socket is ServerWebSocket<EngineSocketData> => "transport" in socket.data;
