import { expect, setDefaultTimeout } from "bun:test";
import {
  type DeskAnswer,
  type DeskChat,
  DeskClient,
  type DeskMessage,
  deskRest,
  organizerHeader,
  participantHeader,
} from "./desk-client.ts";
import { FileServer } from "./file-server.ts";

export type Claims = Readonly<Record<string, unknown>>;

export const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const contents = (messages: readonly DeskMessage[] | undefined): string[] | undefined =>
  messages?.map(({ content }) => content);

/** One server for all tests of a file, and clients of a help desk in the field who connect to it. */
export class DeskServer {
  readonly #server: FileServer;
  #numbers = 0;
  readonly #clients: DeskClient[] = [];

  static forThisFile(): DeskServer {
    // A busy machine takes its time; what waits for nothing is found out all the same.
    setDefaultTimeout(60_000);
    return new DeskServer();
  }

  private constructor() {
    const leave = async () => {
      // Whatever the tests did, no client was ever told what it does not know.
      expect(this.#clients.filter(({ forgotEverything }) => forgotEverything)).toEqual([]);
      for (const client of this.#clients) client.close();
    };
    this.#server = FileServer.forThisFile({ leave });
  }

  get url(): string {
    return this.#server.url;
  }

  get door(): string {
    return this.#server.door;
  }

  readonly client = async (header: string, url = this.url, isFrontEnd = false): Promise<DeskClient> => {
    const one = await DeskClient.connect({ url, header, isFrontEnd });
    this.#clients.push(one);
    return one;
  };

  readonly organizer = (id: number | string, claims: Claims = {}): Promise<DeskClient> =>
    this.client(organizerHeader(String(id), claims));

  readonly participant = (id: number | string, claims: Claims = {}): Promise<DeskClient> =>
    this.client(participantHeader(String(id), claims));

  readonly askForHelp = (
    id: number | string,
    need: Claims = {},
    claims: Claims = {},
    url = this.url,
  ): Promise<DeskAnswer> =>
    deskRest(url, participantHeader(String(id), claims), "POST", "/chat-requests", {
      eventId: 12,
      description: "",
      ...need,
    });

  /** An agency of one's own, so that no test takes another's requests. */
  readonly newAgency = () => {
    const agencyId = 1_000 + ++this.#numbers;
    return { agencyId, olga: 10_000 + this.#numbers, pat: 20_000 + this.#numbers };
  };

  /** Two people in a running chat. */
  readonly chatting = async (description = "", claims: Claims = {}) => {
    const { agencyId, olga, pat } = this.newAgency();
    const bound = { agencyId, ...claims };
    const desk = await this.organizer(olga, bound);
    const phone = await this.participant(pat, bound);
    await this.askForHelp(pat, { description }, bound);
    desk.say("start_chat");
    const chat = await desk.next<DeskChat>("new_chat");
    await phone.next("new_chat");
    return { agencyId, olga, pat, bound, desk, phone, chat };
  };
}
