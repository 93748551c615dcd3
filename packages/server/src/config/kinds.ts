import { type Kind, type KindDocument, refusal } from "@parlor/protocol";
import { type Fault, parseKind, parseSavedKind } from "@parlor/rules";
import { done, type Outcome, refused } from "../outcome.ts";
import type { KindRecords } from "../storage/kind-records.ts";
import { WrongSetting } from "./environment.ts";

const MAX_KINDS = 500;
/** When two change the same kind at once, the slower one looks again this often. */
const TRIES = 5;

/** The kinds that rooms can be created of: those that ship, those of the configuration, and those changed since. */
export class Kinds {
  readonly #kinds = new Map<string, Kind>();
  readonly #records: KindRecords;
  #changed: (() => void) | undefined;

  constructor(documents: readonly KindDocument[], records: KindRecords) {
    this.#records = records;
    for (const document of documents) {
      const kind = checked(parseKind(document), document.name);
      this.#kinds.set(kind.name, kind);
    }
  }

  /** Called when a kind was changed here. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  get(name: string): Kind | undefined {
    return this.#kinds.get(name);
  }

  all(): readonly Kind[] {
    return [...this.#kinds.values()];
  }

  /** Takes over what was changed, also on another server. Of a kind, the newest version counts. */
  async refresh(): Promise<void> {
    for (const saved of await this.#records.all()) {
      const known = this.get(saved.name);
      if (known && (known.version > saved.version || JSON.stringify(known) === JSON.stringify(saved))) continue;
      this.#kinds.set(saved.name, checked(parseSavedKind(saved), saved.name));
    }
  }

  /**
   * Makes a kind, or its next version. With a `version` in the document only when that is still the newest. Running
   * rooms stay as they are: they change by an event of their own.
   */
  async change(document: Readonly<Record<string, unknown>>): Promise<Outcome<Kind>> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = this.get(String(document["name"]));
      const parsed = parseKind({ ...document, version: document["version"] ?? before?.version });
      if (!parsed.ok) return refused(refusal("bad_kind", sentenceOf(parsed.faults)));
      const { kind } = parsed;
      if (!before && this.#kinds.size >= MAX_KINDS) {
        return refused(refusal("too_many", `There are ${MAX_KINDS} kinds already.`));
      }
      if (before && kind.version !== before.version) return refused(changedMeanwhile(before));
      if (before && JSON.stringify(kind) === JSON.stringify(before)) return done(before);

      const next = { ...kind, version: before ? before.version + 1 : kind.version };
      if (await this.#records.save(next)) {
        this.#kinds.set(next.name, next);
        this.#changed?.();
        return done(next);
      }
      await this.refresh();
    }
    return refused(refusal("server_error", "Others are changing this kind just now. Try again."));
  }
}

const changedMeanwhile = ({ name, version }: Kind) =>
  refusal("bad_kind", `version: ${name} has been changed meanwhile, and is at version ${version} now.`);

const FAULTS_TOLD = 20;

/** `limits.send: must look like "10/10s"`, one after another. */
function sentenceOf(faults: readonly Fault[]): string {
  const told = faults.slice(0, FAULTS_TOLD).map(({ path, message }) => `${path || "the document"}: ${message}`);
  return told.join(" ");
}

/** A kind that is wrong stops the start: rooms judged by other rules than those written would be worse. */
function checked(parsed: ReturnType<typeof parseKind>, name: string): Kind {
  if (parsed.ok) return parsed.kind;
  throw new WrongSetting(
    `Wrong configuration: the kind ${JSON.stringify(name)} is not right. ${sentenceOf(parsed.faults)}`,
  );
}
