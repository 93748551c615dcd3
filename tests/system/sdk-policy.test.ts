import { describe, expect, test } from "bun:test";
import type { ChatClient } from "@parlor/client";
import { lobbyOf, placesOf, queueOf, queuesOf, topicsOf } from "@parlor/client/policy";
import { until } from "../support/sdk.ts";
import { StoryServer } from "../support/story-server.ts";

const story = StoryServer.forThisFile();
const user = (id: string, roles: readonly string[] = []) => story.sdk(id, roles);

describe("the SDK", () => {
  test("shows a lobby live, also after the connection was lost", async () => {
    await story.kind("coached", "sdk-lobby");
    const [ana, ben, cleo] = [user("ana", ["assistant"]), user("ben", ["client"]), user("cleo", ["client"])];
    const seen = lobbyOf(cleo, "sdk-lobby");
    await seen.open();
    const hosting = lobbyOf(ana, "sdk-lobby");
    const [room = ""] = (await hosting.goOnline(["wine"])).rooms;
    expect((await until(seen.rooms, (rooms) => rooms.length === 1))[0]).toMatchObject({ room, state: "free" });

    cleo.cut();
    await until(cleo.connection, ({ name }) => name !== "online");
    await lobbyOf(ben, "sdk-lobby").takeSeat(room);
    await until(seen.rooms, ([first]) => first?.state === "waiting");
    await hosting.takeSeat(room);
    expect((await until(seen.rooms, ([first]) => first?.state === "full"))[0]?.seats).toEqual({ taken: 2, total: 2 });
    seen.close();
  });

  test("shows a queue to its agents, and to who asked where they stand", async () => {
    await story.queue("sdk-desk");
    const [olga, dora, emil] = [
      user("olga", ["organizer"]),
      user("dora", ["participant"]),
      user("emil", ["participant"]),
    ];
    const desk = queueOf(olga, "sdk-desk");
    await desk.open();
    const places = placesOf(emil);
    const asked = (client: ChatClient) => client.ask("request_help", { queue: "sdk-desk", key: client.newKey() });
    await asked(dora);
    const { request } = await asked(emil);
    await until(desk.state, (state) => state?.requests.size === 2);
    expect((await until(places, (known) => known.has(request))).get(request)).toEqual({ position: 2, of: 2 });

    // Whoever comes later knows it too, and where they can ask.
    const late = user("emil", ["participant"]);
    const latePlaces = placesOf(late);
    expect((await until(latePlaces, (known) => known.has(request))).get(request)?.position).toBe(2);
    const listed = queuesOf(late);
    await listed.open();
    const summary = { queue: "sdk-desk", can: ["queue.ask"], maxLength: 2_000, location: true, places: [{ request }] };
    expect(listed.queues.get()).toMatchObject([summary]);
    latePlaces.stop();
    listed.close();

    olga.cut();
    await until(olga.connection, ({ name }) => name !== "online");
    await olga.ask("take_request", { queue: "sdk-desk", key: olga.newKey() });
    await until(places, (known) => known.get(request)?.position === 1);
    await until(desk.state, (state) => [...(state?.requests.values() ?? [])].some(({ status }) => status === "taken"));
    await olga.ask("take_request", { queue: "sdk-desk", key: olga.newKey() });
    await until(places, (known) => !known.has(request));
    await until(emil.inbox, (inbox) => inbox.requests.some(({ status }) => status === "taken"));
    places.stop();
    desk.close();
  });

  test("refuses to show a queue to who does not work it, and says why", async () => {
    await story.queue("sdk-closed");
    const desk = queueOf(user("finn", ["participant"]), "sdk-closed");
    const refused = desk.open();
    expect(refused).rejects.toMatchObject({ code: "not_allowed" });
    await refused.catch(() => undefined);
  });

  test("shows what a room talks about", async () => {
    const gina = user("gina");
    await (await story.backEnd()).ask("create_room", { room: "sdk-cafe", key: "k", kind: "cafe" });
    const room = gina.room("sdk-cafe");
    await room.open();
    const talk = topicsOf(gina, "sdk-cafe");
    await talk.open();
    expect(talk.topics.get()).toEqual([]);
    await room.send("Croissants, finally");
    expect((await until(talk.topics, (topics) => topics.length > 0)).map(({ word }) => word)).toContain("croissants");
    talk.close();
  });
});
