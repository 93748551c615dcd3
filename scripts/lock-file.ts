import { readFileSync, writeFileSync } from "node:fs";

/** As much of package-lock.json as is needed here. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly resolved?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Adds an entry for each build for another platform that npm left out. npm drops
 * an optional package that the registry at hand does not carry, and then `npm ci`
 * refuses the lock file as incomplete.
 */
export function complete(lock: LockFile): LockFile {
  const packages = { ...lock.packages };
  for (const { holder, name, version } of leftOut(lock)) {
    packages[`node_modules/${name}`] = {
      version,
      ...platformOf(name),
      ...(holder.dev ? { dev: true } : {}),
      optional: true,
    };
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

export function leftOut({ packages }: LockFile): { holder: LockedPackage; name: string; version: string }[] {
  return Object.entries(packages).flatMap(([path, holder]) =>
    Object.entries(holder.optionalDependencies ?? {})
      .filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
      .map(([name, version]) => ({ holder, name, version })),
  );
}

/** From a name such as `@oxlint/binding-linux-x64-musl`, so that npm passes over it everywhere else. */
function platformOf(name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> {
  const [os = "", cpu = "", abi = ""] = (name.split("/").at(-1) ?? "").replace(/^binding-/, "").split("-");
  if (os === "wasm32") return { cpu: [os] };
  if (os !== "linux" || abi === "") return { os: [os], cpu: [cpu] };
  return { os: [os], cpu: [cpu], libc: [abi.startsWith("musl") ? "musl" : "glibc"] };
}

export function completeLockFile(path: string): void {
  const text = readFileSync(path, "utf8");
  // The shape is npm's own, written by npm.
  const completed = `${JSON.stringify(complete(JSON.parse(text) as LockFile), null, 2)}\n`;
  if (completed !== text) writeFileSync(path, completed);
}
