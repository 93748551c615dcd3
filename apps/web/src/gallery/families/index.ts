import type { Family } from "../family.ts";
import { beside } from "./beside.tsx";
import { composer } from "./composer.tsx";
import { desk } from "./desk.tsx";
import { feedback } from "./feedback.tsx";
import { lobbies } from "./lobby.tsx";
import { messageList } from "./message-list.tsx";
import { people } from "./people.tsx";
import { rooms } from "./rooms.tsx";
import { topics } from "./topics.tsx";

export const FAMILIES: readonly Family[] = [
  messageList,
  composer,
  rooms,
  lobbies,
  beside,
  desk,
  people,
  topics,
  feedback,
];
