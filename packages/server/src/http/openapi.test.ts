import { COMMANDS } from "@parlor/protocol";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { parlorInFolder, type ParlorInFolder } from "../testing/parlor-in-folder.ts";
import { COMMAND_ROUTES, NEEDS_A_SOCKET } from "./command-routes.ts";
import type { OpenApi } from "./openapi.ts";

let parlor: ParlorInFolder;
let document: OpenApi;

beforeAll(async () => {
  parlor = await parlorInFolder();
  document = (await (await parlor.fetch("/v1/openapi.json")).json()) as OpenApi;
});
afterAll(() => parlor.close());

test("the document is valid OpenAPI 3.1", async () => {
  expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  expect(document.openapi).toStartWith("3.1");

  const broken = { ...document, paths: { "/v1/rooms": { get: { responses: 7 } } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

test("everything that is mentioned is there", () => {
  const mentioned = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
  expect(mentioned.length).toBeGreaterThan(50);
  for (const ref of new Set(mentioned)) {
    expect(Object.keys(document.components.schemas)).toContain(ref?.replace("#/components/schemas/", "") ?? "");
  }
});

test("operation ids are names for functions, and no two are the same", () => {
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(ids.length).toBeGreaterThan(COMMAND_ROUTES.length);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z_]+$/.test(id))).toEqual([]);
});

test("every command has its path, or a reason why it needs a socket", () => {
  const reached = [...COMMAND_ROUTES.map(({ command }) => command), ...NEEDS_A_SOCKET, "hello", "refresh_token"];
  expect([...new Set(reached)].toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  expect(COMMAND_ROUTES.filter(({ command }) => NEEDS_A_SOCKET.some((name) => name === command))).toEqual([]);
});

test.each(COMMAND_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s takes every field of its command from somewhere",
  (_, { method, path, command, fixed = {} }) => {
    const operation = document.paths[`/v1${path}`]?.[method];
    const parameters = operation?.parameters.filter((parameter) => parameter.in !== "header") ?? [];
    const body = operation?.requestBody?.content["application/json"]?.schema["properties"] ?? {};
    const taken = [...parameters.map(({ name }) => name), ...Object.keys(body), ...Object.keys(fixed)];
    expect(taken.toSorted()).toEqual(Object.keys(COMMANDS[command].payload.shape).toSorted());
  },
);

test("the page for people names every path, and loads nothing from anywhere", async () => {
  const response = await parlor.fetch("/docs");
  expect(response.headers.get("content-type")).toStartWith("text/html");
  const page = await response.text();
  for (const path of Object.keys(document.paths)) expect(page).toContain(path);
  expect(page).not.toMatch(/src=|https?:|@import|url\(/);
});
