import type { Family } from "../family.ts";
import { beside } from "./beside.tsx";
import { composer } from "./composer.tsx";
import { feedback } from "./feedback.tsx";
import { lobbies } from "./lobby.tsx";
import { messageList } from "./message-list.tsx";
import { people } from "./people.tsx";
import { rooms } from "./rooms.tsx";

export const FAMILIES: readonly Family[] = [messageList, composer, rooms, lobbies, beside, people, feedback];
