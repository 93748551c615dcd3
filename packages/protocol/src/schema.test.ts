import { expect, test } from "bun:test";
import { z } from "zod";
import {
  CLOSE,
  COMMANDS,
  INBOX_EVENTS,
  Kind,
  QUEUE_EVENTS,
  QueueView,
  REFUSALS,
  ROOM_EVENTS,
  ServerFrame,
} from "./index.ts";

const jsonSchema = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" });

const all = (schemas: Record<string, z.ZodType>) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema, "output")]));

/** A change here is a change of what travels: it belongs in PROTOCOL.md and the changelog, in the same commit. */
test("nothing that travels changes unnoticed", () => {
  const commands = Object.fromEntries(
    Object.entries(COMMANDS).map(([name, { payload, reply }]) => [
      name,
      { payload: jsonSchema(payload, "input"), reply: jsonSchema(reply, "output") },
    ]),
  );

  expect(commands).toMatchSnapshot("commands");
  expect(all(ROOM_EVENTS)).toMatchSnapshot("room events");
  expect(all(INBOX_EVENTS)).toMatchSnapshot("inbox events");
  expect(all(QUEUE_EVENTS)).toMatchSnapshot("queue events");
  expect(jsonSchema(QueueView, "output")).toMatchSnapshot("queue");
  expect(jsonSchema(ServerFrame, "output")).toMatchSnapshot("server frames");
  expect(jsonSchema(Kind, "input")).toMatchSnapshot("kind");
  expect({ REFUSALS, CLOSE }).toMatchSnapshot("refusals and close codes");
});
