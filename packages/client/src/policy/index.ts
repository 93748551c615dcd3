export { type Lobby, lobbyOf } from "./lobby.ts";
export { type Places, placesOf } from "./places.ts";
export { type Queue, queueOf } from "./queue.ts";
export { type Queues, queuesOf } from "./queues.ts";
export { type RoomTopics, topicsOf } from "./topics.ts";
