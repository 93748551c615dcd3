import { z } from "zod";
import { Subject } from "./about.ts";
import { RoleName, RoomId, Time, UserId } from "./ids.ts";
import { StreamName } from "./streams.ts";
import { line } from "./text.ts";

/** A lobby is named after the kind whose rooms it leads to. */
export const LobbyName = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, "must be the name of a kind");
export type LobbyName = z.infer<typeof LobbyName>;

/** `free`: sit down. `waiting`: somebody sits and waits for the rest. `full`: a conversation is going on. */
export const LobbyRoom = z.object({
  room: RoomId,
  subject: Subject,
  host: z.object({ id: UserId, name: z.string() }).optional(),
  state: z.enum(["free", "waiting", "full"]),
  seats: z.object({ taken: z.int().min(0), total: z.int().min(1) }),
  /** Who is inside, by role: whether the assistant is there. */
  roles: z.record(RoleName, z.int()),
  people: z.array(UserId),
  /** When the running conversation ends. */
  endsAt: Time.optional(),
});
export type LobbyRoom = z.infer<typeof LobbyRoom>;

/** A lobby that there is, and how one comes into it. */
export const LobbyOffer = z.object({
  lobby: LobbyName,
  /** As the kind calls itself; without, it goes by its name. */
  title: z.string().optional(),
  /** Whether one receives others there, or waits to be received. */
  hosts: z.boolean(),
  /** What one's account or token says one receives others about. */
  interests: z.array(Subject),
  /** What a conversation can be about, to choose from when a seat is taken. */
  scenarios: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type LobbyOffer = z.infer<typeof LobbyOffer>;

/** Which lobbies are there? */
export const ListLobbies = z.strictObject({});
export type ListLobbies = z.infer<typeof ListLobbies>;

export const ListLobbiesReply = z.object({ lobbies: z.array(LobbyOffer) });
export type ListLobbiesReply = z.infer<typeof ListLobbiesReply>;

/** Starts watching a lobby. */
export const OpenLobby = z.strictObject({ lobby: LobbyName });
export type OpenLobby = z.infer<typeof OpenLobby>;

export const OpenLobbyReply = z.object({ lobby: LobbyName, rooms: z.array(LobbyRoom) });
export type OpenLobbyReply = z.infer<typeof OpenLobbyReply>;

/** Stops watching. For a host it ends being online there. */
export const CloseLobby = z.strictObject({ lobby: LobbyName });
export type CloseLobby = z.infer<typeof CloseLobby>;

export const CloseLobbyReply = z.object({ lobby: LobbyName });
export type CloseLobbyReply = z.infer<typeof CloseLobbyReply>;

/** A host is ready: a room per interest is open from now on while they stay. Said again, with the interests of now. */
export const GoOnline = z.strictObject({
  lobby: LobbyName,
  /** Left out: those of the account or token. */
  interests: z
    .array(line({ min: 1, max: 200 }))
    .max(50)
    .optional(),
});
export type GoOnline = z.infer<typeof GoOnline>;

export const GoOnlineReply = z.object({ lobby: LobbyName, rooms: z.array(RoomId) });
export type GoOnlineReply = z.infer<typeof GoOnlineReply>;

export const GoOffline = z.strictObject({ lobby: LobbyName });
export type GoOffline = z.infer<typeof GoOffline>;

export const GoOfflineReply = z.object({ lobby: LobbyName });
export type GoOfflineReply = z.infer<typeof GoOfflineReply>;

/** What changed in a lobby, to everybody who watches it. Its stream is `queue:<lobby>`. */
export const LobbySignal = z.object({
  stream: StreamName,
  kind: z.literal("lobby"),
  rooms: z.array(LobbyRoom),
  gone: z.array(RoomId).optional(),
});
export type LobbySignal = z.infer<typeof LobbySignal>;
