import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dir, "../..");

/** A package.json of ours, as far as another one is made from it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly sideEffects: false | readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export type PackageName = "protocol" | "rules" | "client" | "react";

export const sourceOf = (name: PackageName): string => join(ROOT, "packages", name, "src");

export function manifestOf(name: PackageName): Manifest {
  return JSON.parse(readFileSync(join(ROOT, "packages", name, "package.json"), "utf8")) as Manifest;
}

/** The files behind the doors of a package that are code. */
export function entriesOf(name: PackageName): string[] {
  const files = Object.values(manifestOf(name).exports);
  return files.filter((file) => file.endsWith(".ts")).map((file) => join(ROOT, "packages", name, file));
}

/** Where a door of ours leads in the package that is made. */
export interface Door {
  readonly types: string;
  readonly default: string;
}

/** What a package.json says that is made for other projects, besides what it stands on. */
export function manifestFor(name: PackageName, doorTo: (file: string) => Door): object {
  const { exports, name: fullName, version, description, license, sideEffects } = manifestOf(name);
  const doors: Record<string, Door | string> = { "./package.json": "./package.json" };
  for (const [door, file] of Object.entries(exports)) doors[door] = doorTo(file.replace(/^\.\/src\//, ""));
  return { name: fullName, version, description, license, type: "module", sideEffects, exports: doors };
}
