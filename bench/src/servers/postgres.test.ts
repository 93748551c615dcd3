import { expect, test } from "bun:test";
import { createServer, type AddressInfo } from "node:net";
import { takesQueries } from "./postgres.ts";
import { accepts } from "./until-ready.ts";

/** What Postgres answers to whoever comes before it has started (Message Formats, ErrorResponse). */
function startingUp(): Buffer {
  const fields = Buffer.from("SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0");
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(4 + fields.length, 1);
  return Buffer.concat([head, fields]);
}

test("a database that listens, and is still starting, is not ready", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(startingUp()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  expect(await accepts(port)).toBe(true);
  expect(await takesQueries(`postgres://bench@127.0.0.1:${port}/postgres`)).toBe(false);
  server.close();
});
