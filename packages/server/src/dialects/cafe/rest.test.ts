import { expect, test } from "bun:test";
import { refusal, type RefusalCode } from "@parlor/protocol";
import { Origins } from "../../identity/origins.ts";
import type { SocketIoHouse } from "../socket-io/house.ts";
import { cafeRest } from "./rest.ts";

const origins = new Origins({ allowed: [], publicUrl: undefined, onLoopback: false });

/** What a client hears where every command is refused like this. */
async function heard(code: RefusalCode): Promise<unknown> {
  const rest = cafeRest(
    {
      ask: async () => ({ ok: false, refusal: refusal(code, "Because.") }),
      household: {
        greet: async () => ({ ok: true, reply: { person: { user: { id: "ana" }, attributes: {}, rooms: new Map() } } }),
        tooMany: () => undefined,
      },
    } as unknown as SocketIoHouse,
    origins,
  );
  const response = await rest.request("/topics/garden", { headers: { authorization: "Bearer x" } });
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}

test("what a client may try again is told apart from what it may not do", async () => {
  expect(await heard("server_error")).toEqual([500, "SERVER_ERROR"]);
  expect(await heard("too_fast")).toEqual([429, "RATE_LIMIT"]);
  expect(await heard("not_allowed")).toEqual([403, "FORBIDDEN"]);
  expect(await heard("no_such_room")).toEqual([404, "CAFE_NOT_FOUND"]);
});
