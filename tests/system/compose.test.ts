import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

interface Service {
  readonly image: string;
  readonly build?: object;
  readonly pull_policy?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
  readonly extra_hosts?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly networks?: { readonly default: { readonly ipv4_address: string } };
}
const { services } = Bun.YAML.parse(read("deploy/compose.yaml")) as { services: Readonly<Record<string, Service>> };
const servers = Object.entries(services).filter(([, { image }]) => image === "parlor");

test("every setting in the compose file is one that a server has", () => {
  const known = new Set([...read("docs/CONFIGURATION.md").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name));
  expect(servers.map(([name]) => name)).toEqual(["parlor-1", "parlor-2"]);
  for (const [, { environment = {} }] of servers) {
    expect(Object.keys(environment)).toContain("DATABASE_URL");
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
  }
});

test("the servers are of one build, for which nobody looks in a registry", () => {
  const [builds, ...others] = servers.map(([, service]) => service);
  expect(builds?.build).toEqual({ context: "..", dockerfile: "deploy/Dockerfile" });
  expect(others.length).toBeGreaterThan(0);
  for (const { build, pull_policy } of others) expect([build, pull_policy]).toEqual([undefined, "never"]);
});

test("what the file keeps secret does not go into the image's build, in whatever folder it lies", () => {
  expect(read("deploy/compose.yaml")).toContain("> .env");
  expect(read(".dockerignore").split("\n")).toContain("**/.env");
});

test("the proxy knows each server that its file names by the address that the server has", () => {
  const upstreams = new Set([...read("deploy/nginx.conf").matchAll(/server (\S+):8006/g)].map(([, name]) => name));
  expect([...upstreams]).toEqual(servers.map(([name]) => name));
  expect(services["proxy"]?.extra_hosts).toEqual(
    servers.map(([name, { networks }]) => `${name}:${networks?.default.ipv4_address}`),
  );
});

test("what one process of the proxy learns of a server, all of them know", () => {
  const upstreams = read("deploy/nginx.conf")
    .split(/^ {4}upstream /m)
    .slice(1);
  expect(upstreams.length).toBeGreaterThan(0);
  for (const upstream of upstreams) {
    const [name] = upstream.split(" ", 1);
    expect(upstream).toContain(`\n        zone ${name} `);
  }
});

test("whoever waits for another to be healthy waits for one that says whether it is", () => {
  const dockerfile = read("deploy/Dockerfile");
  for (const [name, { depends_on = {} }] of Object.entries(services)) {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      expect([name, other, condition]).toEqual([name, other, "service_healthy"]);
      const says = services[other]?.healthcheck !== undefined || services[other]?.image === "parlor";
      expect([other, says]).toEqual([other, true]);
    }
  }
  expect(dockerfile).toContain("\nHEALTHCHECK ");
});

test("the folder of the servers' data belongs to the user of the image", () => {
  const [, gid] = /groupadd --gid (\d+) parlor/.exec(read("deploy/Dockerfile")) ?? [];
  const [, uid] = /useradd --uid (\d+) --gid parlor/.exec(read("deploy/Dockerfile")) ?? [];
  for (const [, { tmpfs }] of servers) expect(tmpfs?.[0]).toBe(`/data:uid=${uid},gid=${gid},mode=0700`);
});
