import { describe, expect, test } from "bun:test";
import { guestsAllowed, accountsOpen, openIdService } from "./entrances.ts";
import { readEnvironment, WrongSetting } from "./environment.ts";

const said = (variables: Record<string, string>): string => {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof WrongSetting) return error.message;
    throw error;
  }
  return "no fault";
};

test("nothing has to be set, and what is empty is not set", () => {
  expect(readEnvironment({})).toMatchObject({ PORT: 8006, HOST: "127.0.0.1", DATA_DIR: "./data", LOG_LEVEL: "info" });
  expect(readEnvironment({ PORT: "", SECRET_KEY: "", JWKS_URL: "" })).toEqual(readEnvironment({}));
});

test("pictures come from anywhere, from nowhere, or from where one says", () => {
  const from = (PICTURES_FROM: string) => readEnvironment({ PICTURES_FROM }).PICTURES_FROM;
  expect([from(""), from("anywhere"), from("nowhere")]).toEqual([["https:"], ["https:"], []]);
  expect(from("https://shop.example, http://localhost:81")).toEqual(["https://shop.example", "http://localhost:81"]);
});

describe("a wrong value is named in one sentence", () => {
  test.each([
    [{ PORT: "http" }, "PORT must be a port number"],
    [{ PORT: "70000" }, "PORT"],
    [{ SECRET_KEY: "short" }, "SECRET_KEY must have at least 16 characters"],
    [{ JWKS_URL: "keys" }, "JWKS_URL must be a URL that begins with https:// or http://"],
    [{ PUBLIC_URL: "ftp://example.com" }, "PUBLIC_URL must be a URL that begins with https:// or http://"],
    [{ MAP_TILES: "https://tiles.example/{z}/{x}.png" }, "MAP_TILES must have {z}, {x} and {y} in it"],
    [{ MAP_TILES: "tiles/{z}/{x}/{y}" }, "MAP_TILES must be a URL that begins with https:// or http://"],
    [{ GUESTS: "yes" }, "GUESTS"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    [{ ALLOWED_ORIGINS: "https://a.example, b.example" }, "not b.example"],
    [{ ALLOWED_ORIGINS: "https://a.example/" }, "not https://a.example/"],
    [{ ALLOWED_ORIGINS: "*" }, "not *"],
    [{ PICTURES_FROM: "anywhere, https://a.example" }, "PICTURES_FROM must be a list of origins"],
    [{ CHAT_MESSAGE_MAX_LENGTH: "0" }, "CHAT_MESSAGE_MAX_LENGTH"],
    [{ SECRET_KEY: "0123456789abcdef", JWKS_URL: "https://a.example" }, "SECRET_KEY and JWKS_URL are both set"],
    [{ GOOGLE_CLIENT_ID: "a" }, "GOOGLE_CLIENT_ID is set and GOOGLE_CLIENT_SECRET is not"],
    [{ GOOGLE_CLIENT_ID: "a", GOOGLE_CLIENT_SECRET: "b" }, "PUBLIC_URL is missing: Google"],
    [{ OIDC_ISSUER: "https://a.example", OIDC_CLIENT_ID: "a" }, "OIDC_ISSUER is set and OIDC_CLIENT_SECRET is not"],
    [
      {
        OIDC_ISSUER: "http://a.example",
        OIDC_CLIENT_ID: "a",
        OIDC_CLIENT_SECRET: "b",
        PUBLIC_URL: "https://b.example",
      },
      "OIDC_ISSUER must begin with https://",
    ],
  ])("%j", (variables, expected) => {
    const sentence = said(variables);
    expect(sentence).toStartWith("Wrong configuration: ");
    expect(sentence).toContain(expected);
    expect(sentence.split("\n")).toHaveLength(1);
  });

  test("and all of them at once", () => {
    expect(said({ PORT: "x", GUESTS: "x" })).toMatch(/PORT .*; GUESTS /);
  });
});

describe("guests and accounts, when nothing is said about them", () => {
  const read = (variables: Record<string, string>) => {
    const environment = readEnvironment(variables);
    return [guestsAllowed(environment), accountsOpen(environment)];
  };

  test.each([
    ["on one's own machine", {}, [true, true]],
    ["in the open", { HOST: "0.0.0.0" }, [false, true]],
    ["on a host that only looks like one's own", { HOST: "127.example.com" }, [false, true]],
    ["with a host app that signs tokens", { SECRET_KEY: "0123456789abcdef" }, [false, false]],
    ["with a host app that publishes keys", { JWKS_URL: "https://a.example/jwks" }, [false, false]],
    ["when it is said", { HOST: "0.0.0.0", GUESTS: "on", ACCOUNTS: "off" }, [true, false]],
    [
      "when it is said against the host app",
      { SECRET_KEY: "0123456789abcdef", GUESTS: "on", ACCOUNTS: "on" },
      [true, true],
    ],
  ])("%s", (_, variables, expected) => {
    expect(read(variables)).toEqual(expected);
  });
});

test("Google needs its two names and where to come back to", () => {
  const variables = { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret", PUBLIC_URL: "https://chat.example.com/" };
  expect(openIdService(readEnvironment(variables), "/v1/back")).toEqual({
    name: "Google",
    issuer: "https://accounts.google.com",
    clientId: "id",
    clientSecret: "secret",
    redirectUrl: "https://chat.example.com/v1/back",
  });
  expect(openIdService(readEnvironment({}), "/v1/back")).toBeUndefined();
});

test.each([
  ["redis://cache:6379/2", true],
  ["rediss://user:secret@cache", true],
  ["redis-cluster://a:7000,b:7001", true],
  ["redis-sentinel://a,b:26380/house", true],
  ["redis-sentinel://a,b", false],
  ["redis://a,b", false],
  ["http://cache", false],
])("Redis is one server, a cluster or a primary with sentinels: %s", (url, isOne) => {
  const read = () => readEnvironment({ REDIS_URL: url, DATABASE_URL: "postgres://h/d" });
  if (isOne) expect(read().REDIS_URL).toBe(url);
  else expect(read).toThrow("REDIS_URL must be like redis://host:6379");
});

test.each(["S3_BUCKET", "VAPID_PUBLIC_KEY"])("what is set and would do nothing stops the start: %s", (name) => {
  expect(() => readEnvironment({ [name]: "x" })).toThrow(`${name} is set, and this Parlor has no such setting.`);
  expect(() => readEnvironment({ [name]: "" })).not.toThrow();
});
