import type { Family } from "../family.ts";
import { composer } from "./composer.tsx";
import { feedback } from "./feedback.tsx";
import { messageList } from "./message-list.tsx";
import { people } from "./people.tsx";
import { rooms } from "./rooms.tsx";

export const FAMILIES: readonly Family[] = [messageList, composer, rooms, people, feedback];
