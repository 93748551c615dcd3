import type { Topic, TopicsPolicy } from "@parlor/protocol";
import { durationMs } from "./duration.ts";
import { topicWords } from "./words.ts";

/** A message as topics see it. */
export interface Said {
  readonly seq: number;
  readonly by: string;
  readonly at: number;
  readonly text: string;
}

interface Heard {
  readonly by: string;
  readonly at: number;
  readonly words: readonly string[];
}

interface Word {
  score: number;
  /** By person and span of time: the messages that said it, of which the earliest counts. */
  readonly mentions: Map<string, number[]>;
}

const MAX_MESSAGES = 5_000;
/** Half-lives until the weights are written anew, long before they leave what a number can hold. */
const MAX_AGE = 500;

/**
 * What a room talks about. Decay is forward (Cormode et al. 2009): a mention's weight is fixed when it is made, later
 * ones weigh more, and so nothing has to be touched as time passes and no message renews what others said. Every
 * server that hears the same messages in the same order has the same ranking.
 */
export class Topics {
  readonly #policy: TopicsPolicy;
  readonly #stopWords: ReadonlySet<string>;
  readonly #halfLifeMs: number;
  readonly #expiryMs: number;
  readonly #spanMs: number;
  readonly #heard = new Map<number, Heard>();
  readonly #words = new Map<string, Word>();
  #landmark = 0;

  constructor(policy: TopicsPolicy) {
    this.#policy = policy;
    this.#stopWords = new Set(policy.stopWords.map((word) => word.toLowerCase()));
    this.#halfLifeMs = Math.max(1, durationMs(policy.halfLife));
    this.#expiryMs = durationMs(policy.expiry);
    this.#spanMs = Math.max(1, durationMs(policy.perPerson));
  }

  /** A message as it reads now. Saying the same seq again replaces what it said before: that is an edit. */
  add({ seq, by, at, text }: Said): void {
    this.#unsay(seq);
    const words = topicWords(text, this.#policy.minWordLength, this.#stopWords);
    // Also without words: so an edit keeps its place among the others, which expire in this order.
    this.#heard.set(seq, { by, at, words });
    this.#moveLandmark(at);
    for (const word of words) this.#say(word, seq);
    this.#forget(at);
  }

  /** The message was deleted. What only it said is no topic any more, at once. */
  remove(seq: number): void {
    this.#unsay(seq);
    this.#heard.delete(seq);
  }

  /** What people talk about most, with how many mentions count. */
  rank(now: number, limit: number = this.#policy.maxTopics): Topic[] {
    this.#forget(now);
    return [...this.#words]
      .sort(([wordA, a], [wordB, b]) => b.score - a.score || (wordA < wordB ? -1 : 1))
      .slice(0, Math.min(limit, this.#policy.maxTopics))
      .map(([word, { mentions }]) => ({ word, count: mentions.size }));
  }

  #say(word: string, seq: number): void {
    const entry = this.#words.get(word) ?? { score: 0, mentions: new Map<string, number[]>() };
    this.#words.set(word, entry);
    const mention = this.#mentionOf(seq);
    const seqs = entry.mentions.get(mention) ?? [];
    entry.score -= this.#weight(seqs);
    entry.mentions.set(mention, [...seqs, seq]);
    entry.score += this.#weight([...seqs, seq]);
  }

  #unsay(seq: number): void {
    for (const word of this.#heard.get(seq)?.words ?? []) {
      const entry = this.#words.get(word);
      const mention = this.#mentionOf(seq);
      const seqs = entry?.mentions.get(mention);
      if (!entry || !seqs) continue;

      const rest = seqs.filter((other) => other !== seq);
      entry.score += this.#weight(rest) - this.#weight(seqs);
      if (rest.length > 0) entry.mentions.set(mention, rest);
      else entry.mentions.delete(mention);
      if (entry.mentions.size === 0) this.#words.delete(word);
    }
  }

  #mentionOf(seq: number): string {
    const heard = this.#heard.get(seq);
    return heard ? `${Math.floor(heard.at / this.#spanMs)} ${heard.by}` : "";
  }

  /** One person in one span of time weighs once, from the first time they said it. */
  #weight(seqs: readonly number[]): number {
    if (seqs.length === 0) return 0;
    const at = Math.min(...seqs.map((seq) => this.#heard.get(seq)?.at ?? Number.POSITIVE_INFINITY));
    return 2 ** ((at - this.#landmark) / this.#halfLifeMs);
  }

  #moveLandmark(at: number): void {
    if ((at - this.#landmark) / this.#halfLifeMs < MAX_AGE) return;
    this.#landmark = at;
    for (const entry of this.#words.values()) {
      entry.score = 0;
      for (const seqs of entry.mentions.values()) entry.score += this.#weight(seqs);
    }
  }

  #forget(now: number): void {
    for (const [seq, { at }] of this.#heard) {
      if (at > now - this.#expiryMs && this.#heard.size <= MAX_MESSAGES) return;
      this.remove(seq);
    }
  }
}
