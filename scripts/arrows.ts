import { dirname, join } from "node:path/posix";

/** Files that match `from` may not import what matches `to`. In both, `!` makes an exception. */
interface Arrow {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly types?: "allowed";
  readonly because: string;
}

const SERVER = "packages/server/src";
/** Works on the data beside the server, and so names what the data lies in. */
const CLI = `!${SERVER}/cli/**`;
/** Sets up what tests of several folders stand on. */
const TESTING = `!${SERVER}/testing/**`;
const REDIS = `${SERVER}/{fan-out,copies}/{redis,redis*.ts,redis/**}`;

/** The arrows of docs/ARCHITECTURE.md. Between packages an import is a name, inside a package a path. */
const ARROWS: readonly Arrow[] = [
  {
    from: ["packages/protocol/**"],
    to: ["@parlor/*"],
    because: "protocol stands on nothing but the schema library",
  },
  {
    from: ["packages/rules/**"],
    to: ["@parlor/*", "!@parlor/protocol"],
    because: "rules stands on protocol alone",
  },
  {
    from: ["packages/client/**"],
    to: ["@parlor/*", "!@parlor/{protocol,rules}"],
    because: "client stands on protocol and rules alone",
  },
  {
    from: ["packages/react/**"],
    to: ["@parlor/*", "!@parlor/{protocol,rules,client}"],
    because: "react is a skin over client",
  },
  {
    from: ["packages/server/**"],
    to: ["@parlor/*", "!@parlor/{protocol,rules,tests}"],
    because: "the server stands on protocol and rules alone",
  },
  {
    from: ["packages/server/**", "!**/*.test.ts"],
    to: ["@parlor/tests"],
    because: "what starts servers for tests is for tests",
  },
  {
    from: ["apps/**"],
    to: ["@parlor/{server,tests,bench}"],
    because: "an app uses the packages as a stranger would",
  },
  {
    from: ["packages/{protocol,rules,client}/**", "!**/*.test.ts"],
    to: ["bun", "bun:*", "node:*"],
    because: "it also runs in a browser",
  },
  {
    from: ["packages/client/src/state/**", "!**/*.test.ts"],
    to: ["**", "!@parlor/{protocol,rules}", "!packages/client/src/state/**"],
    because: "client state imports nothing but protocol, rules and itself",
  },
  {
    from: [`${SERVER}/**`, `!${SERVER}/main.ts`, CLI, `!${SERVER}/storage/sqlite/**`, TESTING, "!**/*.test.ts"],
    to: [`${SERVER}/storage/sqlite/**`],
    because: "only main.ts and the command line name SQLite",
  },
  {
    from: [`${SERVER}/**`, `!${SERVER}/main.ts`, CLI, `!${SERVER}/storage/postgres/**`, "!**/*.test.ts"],
    to: [`${SERVER}/storage/postgres/**`],
    because: "only main.ts and the command line name Postgres",
  },
  {
    from: [`${SERVER}/**`, `!${SERVER}/main.ts`, `!${REDIS}`, "!**/*.test.ts"],
    to: [REDIS],
    because: "only main.ts names Redis",
  },
  {
    from: [`${SERVER}/connection/**`, "!**/*.test.ts"],
    to: [`${SERVER}/{commands,streams}/**`],
    types: "allowed",
    because: "connection knows sockets and no rooms",
  },
  {
    from: [`${SERVER}/dialects/**`],
    to: [`${SERVER}/storage/**`],
    because: "a dialect translates and touches no storage",
  },
];

/** A package may have more doors than one, so that nobody carries what they do not use. */
const ENTRIES: readonly string[] = [
  "@parlor/client/policy",
  "@parlor/client/protocol",
  "@parlor/client/rules",
  "@parlor/react/desk",
  "@parlor/react/lobby",
  "@parlor/react/panels",
  "@parlor/react/session",
  "@parlor/react/split",
  "@parlor/react/styles.css",
  "@parlor/react/topics",
];

export interface Import {
  /** As written in the source. */
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Relies on the formatter: a static import begins a line, and quotes are double. */
export function importsOf(source: string): Import[] {
  const still = [...source.matchAll(/(?:^|;)[ \t]*(?:import|export)\b(?:([\w\s*{},$]*?)\sfrom)?\s*"([^"]+)"/gm)];
  const moving = [...source.matchAll(/\bimport\(\s*"([^"]+)"/g)];
  return [
    ...still.map(([, names = "", specifier = ""]) => ({ specifier, typeOnly: areTypes(names) })),
    ...moving.map(([, specifier = ""]) => ({ specifier, typeOnly: false })),
  ];
}

function areTypes(names: string): boolean {
  if (/^\s*type\s/.test(names)) return true;
  const inBraces = /^\s*\{(.*?),?\s*\}$/s.exec(names)?.[1];
  return inBraces?.split(",").every((name) => /^\s*type\s/.test(name)) ?? false;
}

/** Why this file may not have this import; nothing when it may. */
export function faultOf(file: string, { specifier, typeOnly }: Import): string | undefined {
  if (/^@parlor\/[^/]+\//.test(specifier) && !ENTRIES.includes(specifier))
    return "a package's insides are its own: import it by its name";

  const isPath = specifier.startsWith(".");
  const target = isPath ? join(dirname(file), specifier) : specifier;
  if (isPath && packageOf(target) !== packageOf(file)) return "between packages, import by name and not by path";

  return ARROWS.find(
    ({ from, to, types }) => matches(from, file) && matches(to, target) && !(typeOnly && types === "allowed"),
  )?.because;
}

function packageOf(file: string): string {
  return /^(?:(?:packages|apps)\/[^/]+|bench|tests|scripts)(?=\/)/.exec(file)?.[0] ?? ".";
}

function matches(patterns: readonly string[], path: string): boolean {
  const isIn = (pattern: string): boolean => new Bun.Glob(pattern).match(path);
  const exceptions = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  return patterns.some((pattern) => !pattern.startsWith("!") && isIn(pattern)) && !exceptions.some(isIn);
}
