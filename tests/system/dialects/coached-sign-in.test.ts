import { expect, setDefaultTimeout, test } from "bun:test";
import { FieldClient } from "../../support/field-client.ts";
import { rest } from "../../support/rest.ts";
import { type Server, withServer } from "../../support/server.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

const PASSWORD = "correct horse";

const submit = (url: string, path: string, fields: Readonly<Record<string, string>>) =>
  fetch(`${url}v1${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { origin: new URL(url).origin },
    redirect: "manual",
  });

/** What the form of the sign-in page does; the cookie that comes of it, or where else it leads. */
async function signIn(url: string, username: string, role: string): Promise<{ cookie?: string; location: string }> {
  const response = await submit(url, "/session", { username, password: PASSWORD, role });
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  return { location: response.headers.get("location") ?? "", ...(cookie !== undefined && { cookie }) };
}

async function lobby({ url }: Server, cookie = ""): Promise<FieldClient> {
  return FieldClient.connect(url, { path: "/woz/socket.io/", namespace: "/lobby", headers: { cookie } });
}

interface Connected {
  readonly user_id: string | number;
  readonly username: string;
  readonly role: string;
  readonly rooms: string;
}

test("[coached Who] a form signs one in as user or assistant, whom a back end made one, with their interests", async () => {
  await withServer(
    async (server) => {
      const { url } = server;
      for (const username of ["ana", "ben"]) await submit(url, "/accounts", { username, password: PASSWORD });
      expect(await signIn(url, "ana", "assistant")).toEqual({ location: "/?refused=not_allowed" });
      const granted = { roles: ["assistant"], interests: ["wine", "cheese"] };
      expect(await rest(url, "PUT", "/accounts/ana", granted)).toEqual({
        status: 200,
        body: { username: "ana", ...granted },
      });

      const ben = await lobby(server, (await signIn(url, "ben", "user")).cookie);
      expect(await ben.next<Connected>("connected")).toMatchObject({ username: "ben", role: "0", rooms: "[]" });
      const ana = await lobby(server, (await signIn(url, "ana", "assistant")).cookie);
      const { username, role, rooms, user_id: id } = await ben.next<Connected>("connected");
      expect({ username, role }).toEqual({ username: "ana", role: "1" });
      const hers = JSON.parse(rooms) as { topic: string; room_id: string }[];
      expect(hers.map(({ topic }) => topic).toSorted()).toEqual(["cheese", "wine"]);
      // The page takes whose room it is from what comes after the last colon, and her id holds one.
      expect(hers.map(({ room_id: room }) => room.slice(room.lastIndexOf(":") + 1))).toEqual([`${id}`, `${id}`]);
      expect(id).toContain("~1");
      ana.say("join_room", { room_id: `wine:${id}` });
      expect(await ana.next<object>("redirect")).toEqual({ url: `/chat/room/wine:${id}` });

      // As a user she is one, whatever else she is.
      const asUser = await lobby(server, (await signIn(url, "ana", "user")).cookie);
      expect(await asUser.next<Connected>("connected")).toMatchObject({ username: "ana", role: "0" });
      for (const client of [ana, asUser, ben]) client.close();
    },
    { ACCOUNTS: "on", ASSISTANTS: "granted" },
  );
});

test("on one's own machine any account may try out being an assistant, and only a back end says who is one for good", async () => {
  await withServer(
    async (server) => {
      const { url } = server;
      await submit(url, "/accounts", { username: "ana", password: PASSWORD });
      const { cookie } = await signIn(url, "ana", "assistant");
      const ana = await lobby(server, cookie);
      expect(await ana.next<Connected>("connected")).toMatchObject({ role: "1", rooms: "[]" });
      ana.close();
      const own = await fetch(`${url}v1/accounts/ana`, {
        method: "PUT",
        headers: { cookie: cookie ?? "", origin: new URL(url).origin, "content-type": "application/json" },
        body: JSON.stringify({ roles: ["assistant"] }),
      });
      expect(own.status).toBe(403);
      expect((await rest(url, "PUT", "/accounts/nobody", { roles: [] })).status).toBe(404);
      expect((await submit(url, "/session", { username: "ana", password: PASSWORD, role: "moderator" })).status).toBe(
        400,
      );
    },
    { ACCOUNTS: "on" },
  );
});
