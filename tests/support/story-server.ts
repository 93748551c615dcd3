import { setDefaultTimeout } from "bun:test";
import type { KindDocument } from "@parlor/protocol";
import { Chatter, newKey } from "./chatter.ts";
import { FileServer } from "./file-server.ts";
import { hears } from "./hears.ts";
import { makeKind } from "./rest.ts";
import { type SdkPerson, sdkPerson } from "./sdk.ts";
import { tokenOf } from "./tokens.ts";

/** One server for all tests of a file, with what stories begin with. */
export class StoryServer {
  readonly #server: FileServer;
  readonly #people: Chatter[] = [];
  readonly #sdkPeople: SdkPerson[] = [];

  static forThisFile(env: Readonly<Record<string, string>> = {}): StoryServer {
    setDefaultTimeout(30_000);
    return new StoryServer(env);
  }

  private constructor(env: Readonly<Record<string, string>>) {
    const leave = () => {
      for (const person of this.#sdkPeople) person.disconnect();
      return Promise.all(this.#people.map((person) => person.leave()));
    };
    this.#server = FileServer.forThisFile({ env, leave });
  }

  get folder(): string {
    return this.#server.folder;
  }

  get door(): string {
    return this.#server.door;
  }

  get url(): string {
    return this.#server.url;
  }

  /** Somebody with these roles in their token. */
  async person(
    id: string,
    roles: readonly string[] = [],
    claims: Readonly<Record<string, unknown>> = {},
  ): Promise<Chatter> {
    const chatter = await Chatter.as(this.door, id, { roles, ...claims });
    this.#people.push(chatter);
    return chatter;
  }

  /** The same with the SDK. */
  sdk(id: string, roles: readonly string[] = [], claims: Readonly<Record<string, unknown>> = {}): SdkPerson {
    const person = sdkPerson(this.url, () => tokenOf(id, { roles, ...claims }));
    this.#sdkPeople.push(person);
    return person;
  }

  backEnd(): Promise<Chatter> {
    return this.person("back end", [], { scope: "server" });
  }

  kind(preset: string, name: string, changes: Partial<KindDocument> = {}): Promise<void> {
    return makeKind(this.url, preset, name, changes);
  }

  /** A queue of a kind of its own, both with this name. */
  async queue(name: string, changes: Partial<NonNullable<KindDocument["queue"]>> = {}): Promise<void> {
    await this.kind("helpdesk", name, { queue: { abandonAfter: "1h", ...changes } });
    await (await this.backEnd()).ask("create_queue", { queue: name, key: newKey(), kind: name });
  }

  /** Time passes, as the server counts it: a session of so long begins and ends. */
  async passes(ms: number): Promise<void> {
    const room = `clock-${newKey()}`;
    await this.kind("community", "clock", { session: { starts: "on-creation", lasts: `${ms}ms` } });
    const watcher = await this.person("watcher");
    await watcher.ask("create_room", { room, key: newKey(), kind: "clock" });
    await watcher.ask("open_room", { room });
    await hears(watcher, `room:${room}`, "session_ended");
  }
}
