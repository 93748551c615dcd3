import { type LobbyRoom, queueStream, refusal } from "@parlor/protocol";
import { hostRole } from "@parlor/rules";
import { z } from "zod";
import type { Person } from "../identity/person.ts";
import { done, refused } from "../outcome.ts";
import type { Engine, Handler } from "./engine.ts";
import { refusalFrom } from "./verdict.ts";

const comer = ({ user, roles, server }: Person) => ({ guest: user.guest, roles, server });

const noSuchLobby = (lobby: string) => refusal("no_such_kind", `There is no lobby ${JSON.stringify(lobby)}.`);

function lobbyKind(lobby: string, { kinds }: Pick<Engine, "kinds">) {
  const kind = kinds.get(lobby);
  return kind?.join === "lobby" ? kind : undefined;
}

export const listLobbies: Handler<"list_lobbies"> = (_payload, { person }, { kinds }) => {
  const lobbies = kinds.all().filter((kind) => kind.join === "lobby");
  const interests = [...interestsOf(person)];
  return done({
    lobbies: lobbies.map((kind) => ({
      lobby: kind.name,
      ...(kind.title !== undefined && { title: kind.title }),
      hosts: typeof hostRole(kind, comer(person)) === "string",
      interests,
      scenarios: Object.entries(kind.scenarios ?? {}).map(([id, { title }]) => ({ id, title })),
    })),
  });
};

export const openLobby: Handler<"open_lobby"> = async ({ lobby }, { view }, engine) => {
  if (!lobbyKind(lobby, engine)) return refused(noSuchLobby(lobby));
  // Watching first: what changes while the rooms are read comes as a signal after them.
  if (view && !view.isWatching(queueStream(lobby)) && !view.watch(queueStream(lobby))) {
    return refused(refusal("too_many", "This connection watches too much already."));
  }
  const rooms: readonly LobbyRoom[] = await engine.lobbies.look(lobby);
  return done({ lobby, rooms: [...rooms] });
};

export const closeLobby: Handler<"close_lobby"> = async ({ lobby }, { person, view }, engine) => {
  view?.unwatch(queueStream(lobby));
  await engine.lobbies.goOffline(lobby, person.user.id);
  return done({ lobby });
};

export const goOnline: Handler<"go_online"> = async ({ lobby, interests }, { person }, engine) => {
  const kind = lobbyKind(lobby, engine);
  if (!kind) return refused(noSuchLobby(lobby));
  const role = hostRole(kind, comer(person));
  if (typeof role !== "string") return refused(refusalFrom(role));

  const rooms = await engine.lobbies.goOnline(kind, person, interests ?? interestsOf(person));
  return done({ lobby, rooms: [...rooms] });
};

export const goOffline: Handler<"go_offline"> = async ({ lobby }, { person }, { lobbies }) => {
  await lobbies.goOffline(lobby, person.user.id);
  return done({ lobby });
};

const Interests = z.array(z.string().trim().min(1).max(200)).max(50).optional();
const Attributes = z.object({ interests: Interests, attrs: z.object({ interests: Interests }).optional() });

/** What the token says this person knows about, among what the host app adds or as a claim of its own. */
function interestsOf({ attributes }: Person): readonly string[] {
  const told = Attributes.safeParse(attributes);
  return told.success ? (told.data.attrs?.interests ?? told.data.interests ?? []) : [];
}
