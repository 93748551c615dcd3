import { existsSync, globSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import { run } from "./processes.ts";

/** The programs that the tests run for real, and that npm cannot bring. */
export type ToolName = "redis" | "postgres" | "chromium" | "nginx" | "haproxy" | "faketime";

interface Tool {
  /** One folder has to hold all programs of one of these lists. */
  readonly programs: readonly (readonly string[])[];
  readonly folders: readonly string[];
  readonly debianPackage: string;
  readonly label: string;
  /** Where it is not there, the tests that need it are skipped. */
  readonly optional?: true;
}

const TOOLS: Readonly<Record<ToolName, Tool>> = {
  redis: {
    programs: [["redis-server"], ["valkey-server"]],
    folders: ["/usr/local/bin", "/opt/homebrew/bin"],
    debianPackage: "redis-server",
    label: "Redis or Valkey",
  },
  postgres: {
    programs: [["postgres", "initdb"]],
    folders: [
      "/usr/lib/postgresql/*/bin",
      "/usr/local/bin",
      "/usr/local/pgsql/bin",
      "/opt/homebrew/opt/postgresql*/bin",
    ],
    debianPackage: "postgresql",
    label: "PostgreSQL (the server, with initdb)",
  },
  // Its library, which lies elsewhere, gives a server a clock that is wrong.
  faketime: {
    programs: [["faketime"]],
    folders: ["/usr/local/bin", "/opt/homebrew/bin"],
    debianPackage: "faketime",
    label: "libfaketime (with its program faketime)",
    optional: true,
  },
  chromium: {
    programs: [
      ["chromium"],
      ["chromium-browser"],
      ["google-chrome-stable"],
      ["google-chrome"],
      ["Google Chrome"],
      ["Chromium"],
    ],
    folders: ["/usr/local/bin", "/snap/bin", "/Applications/*.app/Contents/MacOS"],
    debianPackage: "chromium",
    label: "Chromium or Chrome",
  },
  nginx: {
    programs: [["nginx"]],
    folders: ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"],
    debianPackage: "nginx-light",
    label: "nginx",
    optional: true,
  },
  haproxy: {
    programs: [["haproxy"]],
    folders: ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"],
    debianPackage: "haproxy",
    label: "HAProxy",
    optional: true,
  },
};

export interface ToolsFound {
  /** `PATH` holds every tool; `CHROMIUM` is the browser, whose program has many names. */
  readonly env: Readonly<Record<string, string>>;
  readonly missing: readonly ToolName[];
  /** What went wrong and what to install; empty when all is there. */
  readonly advice: string;
}

/** Finds the tools, and on a Debian machine where this user may, installs the ones that are missing. */
export async function findTools(names: readonly ToolName[], workFolder: string): Promise<ToolsFound> {
  const missing = names.filter((name) => locate(TOOLS[name]) === undefined);
  const failure = missing.length > 0 ? await installDebian(missing, workFolder) : "";

  const stillMissing = names.filter((name) => locate(TOOLS[name]) === undefined);
  const needed = stillMissing.filter((name) => !TOOLS[name].optional);
  const skipped = stillMissing.filter((name) => TOOLS[name].optional);
  const advice = [
    needed.length > 0 ? `Please install ${labelsOf(needed)}: tests that need it cannot pass without.` : "",
    skipped.length > 0 ? `Without ${labelsOf(skipped)} the tests of its file in deploy/ are skipped.` : "",
  ].filter((sentence) => sentence !== "");
  return {
    env: environment(names),
    missing: needed,
    advice: advice.length > 0 ? failure + advice.join(" ") : "",
  };
}

const labelsOf = (names: readonly ToolName[]): string => names.map((name) => TOOLS[name].label).join(", ");

function environment(names: readonly ToolName[]): Record<string, string> {
  const folders = names.flatMap((name) => locate(TOOLS[name])?.folder ?? []);
  const browser = names.includes("chromium") ? locate(TOOLS.chromium) : undefined;
  const env = { PATH: [process.env["PATH"] ?? "", ...new Set(folders)].join(delimiter) };
  return browser ? { ...env, CHROMIUM: join(browser.folder, browser.program) } : env;
}

function locate({ programs, folders }: Tool): { folder: string; program: string } | undefined {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const elsewhere = folders.flatMap((pattern) => globSync(pattern).toSorted().toReversed());
  for (const folder of [...onPath, ...elsewhere]) {
    const found = programs.find((list) => list.every((program) => existsSync(join(folder, program))));
    if (found?.[0] !== undefined) return { folder, program: found[0] };
  }
  return undefined;
}

/** Says what went wrong, if anything did. */
async function installDebian(names: readonly ToolName[], workFolder: string): Promise<string> {
  if (process.getuid?.() !== 0 || !Bun.which("apt-get")) return "";

  const packages = names.map((name) => TOOLS[name].debianPackage);
  console.log(`Installing ${packages.join(", ")} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = ["-q", "-o", "DPkg::Lock::Timeout=300"];
  const path = [withoutServices(workFolder), "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"].join(
    delimiter,
  );
  const install = ["install", "-y", "--no-install-recommends", "-o", `DPkg::Path=${path}`, ...packages];
  for (const words of [["update"], install]) {
    const logFile = join(workFolder, `apt-get-${words[0]}.log`);
    const { exitCode, screen } = await run({
      command: ["apt-get", ...options, ...words],
      env,
      logFile,
      timeoutMinutes: 10,
    });
    if (exitCode !== 0) return `${screen}apt-get ${words[0]} failed. `;
  }
  return "";
}

/** A folder for the front of dpkg's PATH that makes "start the service" do nothing: the tests start servers of their own. */
function withoutServices(workFolder: string): string {
  const folder = join(workFolder, "no-services");
  mkdirSync(folder);
  for (const starter of ["invoke-rc.d", "deb-systemd-invoke"]) {
    writeFileSync(join(folder, starter), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  }
  return folder;
}
