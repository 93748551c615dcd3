import { type AnyEvent, type Key, type QueueId, queueStream, refusal } from "@parlor/protocol";
import { type QueueAsker, type QueueScene, type QueueState, type Taker, takerOf, type Verdict } from "@parlor/rules";
import { queueScene } from "../clock/chores.ts";
import { contactOf } from "../identity/contact.ts";
import type { Person } from "../identity/person.ts";
import type { Outcome } from "../outcome.ts";
import type { Acquaintance } from "../presence/whereabouts.ts";
import type { Caller, Engine } from "./engine.ts";
import { decisionOf } from "./verdict.ts";

export const queueAsker = ({ user, roles, server, ...person }: Acquaintance & Partial<Person>): QueueAsker => ({
  ...user,
  roles,
  server,
  team: person.team,
  only: person.only,
  contact: person.attributes && contactOf(person.attributes),
});

/** A command about one queue that the rules decide. */
export function onQueue<More, Reply>(
  { queue: id, key }: { readonly queue: QueueId; readonly key: Key },
  { person }: Caller,
  { journal, whereabouts }: Pick<Engine, "journal" | "whereabouts">,
  print: number,
  {
    decide,
    reply,
    repeated,
  }: {
    readonly decide: (queue: QueueState, asker: QueueAsker, scene: QueueScene) => Verdict<More>;
    readonly reply: (said: More, events: readonly AnyEvent[]) => Reply;
    readonly repeated: (first: AnyEvent) => Reply;
  },
): Promise<Outcome<Reply>> {
  const stream = queueStream(id);
  return journal.submit<Reply>({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    decide: (view) => {
      const queue = view.state(stream) as QueueState | undefined;
      if (!queue) return { refused: noSuchQueue(id) };
      return decisionOf(decide(queue, queueAsker(person), queueScene(view, whereabouts)), reply);
    },
    repeated,
  });
}

export const noSuchQueue = (queue: QueueId) => refusal("no_such_queue", `There is no queue ${JSON.stringify(queue)}.`);

/** An agent whom somebody names: known from their connection, or from the queue itself. */
export function namedTaker(
  queue: QueueState,
  agent: string,
  { whereabouts }: Pick<Engine, "whereabouts">,
): Taker | undefined {
  const person = whereabouts.personOf(agent);
  if (person) return takerOf(queue, queueAsker(person));
  return queue.agents.find((one) => one.agent === agent);
}
