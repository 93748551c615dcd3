import { BOUNDS, inboxStream, type Signal, type StreamName } from "@parlor/protocol";
import { choresOf, seatClearer } from "./clock/chores.ts";
import { Clock } from "./clock/clock.ts";
import { Concerned } from "./clock/concerned.ts";
import { later } from "./clock/later.ts";
import { nextLook } from "./clock/next-look.ts";
import { commandsOf } from "./commands/handlers.ts";
import type { Engine } from "./commands/engine.ts";
import type { StreamCopies } from "./copies/stream-copies.ts";
import type { Environment } from "./config/environment.ts";
import { guestsAllowed } from "./config/entrances.ts";
import type { Kinds } from "./config/kinds.ts";
import type { Household } from "./connection/connection.ts";
import { Expiries } from "./connection/expiries.ts";
import { LEASE_MS } from "./connection/native-door.ts";
import type { Bus } from "./fan-out/bus.ts";
import { Fleet } from "./fan-out/fleet.ts";
import type { RollCall } from "./fan-out/roll-call.ts";
import { Sight } from "./fan-out/sight.ts";
import { Hub, type Viewer } from "./fan-out/hub.ts";
import { Neighbours } from "./fan-out/neighbours.ts";
import { newsTopic, RoomNews } from "./fan-out/room-news.ts";
import { Greeting } from "./identity/greeting.ts";
import { Sessions } from "./identity/sessions.ts";
import { SessionWatch } from "./identity/session-watch.ts";
import { meOf, type Person } from "./identity/person.ts";
import type { Tokens } from "./identity/tokens.ts";
import { countSends } from "./limits/count-sends.ts";
import { SenderMemories } from "./limits/sender-memories.ts";
import { SendLimits } from "./limits/send-limits.ts";
import { Lobbies } from "./lobby/lobbies.ts";
import type { LobbyVisit } from "./lobby/lobby-visit.ts";
import { HERE, LobbyVisitors } from "./lobby/lobby-visitors.ts";
import type { Log } from "./log.ts";
import { CommitMeter } from "./metrics/commit-meter.ts";
import { measureCopies } from "./metrics/copy-metrics.ts";
import { measureFleet } from "./metrics/fleet-metrics.ts";
import { LoopMeter } from "./metrics/loop-meter.ts";
import { Metrics } from "./metrics/metrics.ts";
import { measureParlor } from "./metrics/parlor-metrics.ts";
import { Attendance } from "./presence/attendance.ts";
import { PresenceKeeper } from "./presence/presence.ts";
import { Whereabouts } from "./presence/whereabouts.ts";
import { QueuePlaces } from "./queues/queue-places.ts";
import type { Catalog } from "./storage/catalog.ts";
import { RoomTopics } from "./topics/room-topics.ts";
import { Typists } from "./presence/typists.ts";
import type { Accounts } from "./storage/accounts.ts";
import { OwnWords } from "./reading/own-words.ts";
import type { Store } from "./storage/store.ts";
import { Journal } from "./streams/journal.ts";
import { epochsWith } from "./streams/new-epoch.ts";
import { OpenStreams } from "./streams/open-streams.ts";

export interface ParlorParts {
  readonly environment: Environment;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly kinds: Kinds;
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  /** Where the other servers are, if there may be others. */
  readonly bus: Bus | undefined;
  /** Where they leave for each other what they read, if they do. */
  readonly copies: StreamCopies | undefined;
  /** Where servers that share a store sign that they live. */
  readonly rollCall: RollCall | undefined;
  /** What this server and the others know, and nobody else. */
  readonly sharedSecret: string;
  readonly log: Log;
  readonly now: () => number;
}

const MAX_OPEN_STREAMS = 50_000;
const MAX_BATCH = 2_000;
const GRACE_MS = 5_000;
const COALESCE_MS = 250;
/** As much as one connection may ask. */
const REQUESTS = "600/6s";

export type Parlor = ReturnType<typeof buildParlor>;

/** Puts the parts together. No sockets and no files here: those are given. */
export function buildParlor({
  environment,
  store,
  catalog,
  kinds,
  tokens,
  accounts,
  bus,
  copies,
  rollCall,
  sharedSecret,
  log,
  now,
}: ParlorParts) {
  const hub = new Hub((room) => presence.viewers(room));
  const limits = new SendLimits(now);
  const requests = new SendLimits(now);
  const senders = new SenderMemories();
  const report = (error: unknown) => log("error", "a chore failed", { error: String(error) });
  const newId = () => Bun.randomUUIDv7();
  const streams = new OpenStreams(store, {
    windowSize: environment.CHAT_CACHE_SIZE,
    maxOpen: MAX_OPEN_STREAMS,
    newEpoch: epochsWith(bus && sharedSecret),
    isWatched: (stream) => hub.isWatched(stream) || (neighbours !== undefined && hub.isWatched(newsTopic(stream))),
    caughtUp: (stream, events) => {
      countSends(stream, events, { limits, senders });
      hub.tell([{ stream, events }]);
    },
    ...(bus && {
      follow: (stream: StreamName) => neighbours?.follow(stream) ?? Promise.resolve(),
      unfollow: (stream: StreamName) => neighbours?.unfollow(stream),
    }),
    copies,
    report,
  });
  const commits = new CommitMeter(() => performance.now());
  const measuredStore = {
    append: commits.before((groups) => store.append(groups)),
    appendInTurn: commits.beforeTurn((known, decide) => store.appendInTurn(known, decide)),
    firstUse: store.firstUse.bind(store),
    row: store.row.bind(store),
  };
  const journal = new Journal(measuredStore, streams, {
    now,
    maxBatch: MAX_BATCH,
    isShared: bus !== undefined,
    tell: (committed) => {
      neighbours?.tell(committed);
      hub.tell(committed);
      for (const one of committed) ownWords.committed(one);
    },
    report: (error) => log("error", "nothing can be stored", { error: error.message, hint: store.advice }),
  });
  const ownWords = new OwnWords({ journal, later, report });
  const presence = new PresenceKeeper({
    graceMs: GRACE_MS,
    coalesceMs: COALESCE_MS,
    tell: (signal) => hub.signal(signal),
    moved: (stream, user, here) => hub.moved(stream, user, here),
    share: (stream, user, present) => {
      neighbours?.present(stream, user, present);
      attendance.moved(stream, user, present !== undefined);
    },
    later,
  });
  const attendance = new Attendance({
    journal,
    streams,
    isConnected: (user) => whereabouts.isHere(user),
    isHere: (stream, user) => presence.isHere(stream, user),
    isClear: () => isClear(),
    later,
    report,
  });
  const typists = new Typists({
    expiresMs: environment.CHAT_TYPING_TIMEOUT,
    tell: (signal, except) => hub.signal(signal, except),
    share: (stream, user, on) => neighbours?.typing(stream, user, on),
    later,
  });
  const sight = new Sight(() => performance.now(), environment.SERVER_BEAT_MS);
  const isClear = () => !bus || sight.isClear;
  const whereabouts = new Whereabouts(now, isClear);
  const chores = choresOf({ journal, whereabouts });
  const next = (stream: StreamName, after: number) => nextLook(stream, streams.peek(stream)?.state, whereabouts, after);
  const concerned = new Concerned();
  const clock = new Clock({ now, later, due: (span) => store.due(span), act: chores, next, report });
  const tell = (signal: Signal) => hub.signal(signal);
  const lobbies = new Lobbies({ journal, streams, store, kinds, whereabouts, newId, now, tell, later, report });
  const topics = new RoomTopics({ now, later, store, tell });
  const tellEverywhere = (signal: Signal, except?: Viewer) => {
    hub.signal(signal, except);
    neighbours?.signal(signal);
  };
  const places = new QueuePlaces(tellEverywhere);
  const news = new RoomNews({
    hub,
    later,
    // What happens on another server is heard of only for streams that are open here.
    keepOpen: (stream) => {
      if (neighbours) Promise.resolve(streams.open(stream)).catch(report);
    },
  });
  hub.listen((committed) => {
    lobbies.committed(committed);
    places.committed(committed);
    topics.committed(committed);
    concerned.committed(committed);
    news.committed(committed);
    clock.set(committed.stream.name, nextLook(committed.stream.name, committed.stream.state, whereabouts));
  });
  whereabouts.listen((user) => {
    lobbies.moved(user);
    for (const stream of concerned.of(user)) clock.look(stream);
  });
  const sessionWatch = new SessionWatch({
    accounts,
    connected: () => hub.sessions(),
    signedOut: (user, session) => hub.signedOut(user, session),
    later,
    report,
  });
  const visitors = new LobbyVisitors();
  const fleet =
    bus &&
    new Fleet({
      bus,
      rollCall,
      sight,
      report,
      whereabouts,
      presence,
      later,
      beatMs: environment.SERVER_BEAT_MS,
      signedOut: (user, session) => hub.signedOut(user, session),
      lobbyRoom: (kind, room) => lobbies.heardOf(kind, room),
      visited: (visit) => hub.visited(visit),
      visitors,
      kindsChanged: () => void kinds.refresh().catch(report),
      spokeAgain: () => {
        sessionWatch.lookNow();
        void kinds.refresh().catch(report);
      },
    });
  kinds.onChange(() => fleet?.kindsChanged());
  const neighbours: Neighbours | undefined =
    bus && fleet && new Neighbours({ bus, fleet, hub, streams, presence, typists, sessionWatch, later, report });
  const engine: Engine = {
    journal,
    streams,
    store,
    kinds,
    hub: { signal: tellEverywhere, viewersOf: (user) => hub.viewersOf(user) },
    presence,
    typists,
    whereabouts,
    lobbies,
    news,
    topics,
    catalog,
    limits,
    senders,
    clearSeats: seatClearer({ journal, whereabouts }),
    newId,
  };
  const ask = commandsOf(engine);
  const signedOut = (user: string, session: string | undefined) => {
    hub.signedOut(user, session);
    fleet?.signedOut(user, session);
  };
  const sessions = new Sessions({ accounts, now, ended: signedOut });
  const session = (cookie: string) => sessions.personOf(cookie);
  const greeting = new Greeting({ tokens, guests: guestsAllowed(environment), now, newId, session });

  const metrics = new Metrics();
  if (bus && fleet) measureFleet(metrics, { bus, fleet, streams });
  if (copies) measureCopies(metrics, { copies, streams });
  const loop = new LoopMeter(() => performance.now());
  measureParlor(metrics, { hub, streams, commits, loop });
  const refusals = metrics.counter("parlor_refusals_total", "Commands that were refused, by code.", "code");

  const household: Household = {
    ask,
    now,
    async greet(hello, cookie) {
      const met = await greeting.meet(hello, cookie);
      if (!met.ok) return met;
      const { person, guestToken } = met.reply;
      const limits = {
        frameBytes: BOUNDS.frameBytes,
        resumeCursors: BOUNDS.resumeCursors,
        historyPage: BOUNDS.historyPage,
        typingMs: environment.CHAT_TYPING_TIMEOUT,
        leaseMs: LEASE_MS,
      };
      return {
        ok: true,
        reply: {
          person,
          reply: { user: meOf(person), now: now(), ...expiryOf(person), ...(guestToken && { guestToken }), limits },
        },
      };
    },
    renew: (token, person) => greeting.renew(token, person),
    entered(person, view) {
      hub.enter(person.user.id, view);
      whereabouts.came(person);
      const inbox = inboxStream(person.user.id);
      view.watch(inbox);
      // What other servers store in it is heard only of streams that are open.
      if (neighbours) Promise.resolve(streams.open(inbox)).catch(report);
    },
    left(person, view) {
      hub.leave(person.user.id, view);
      whereabouts.went(person);
      for (const stream of view.watched) presence.leave(stream, person.user.id, view);
    },
    expiries: new Expiries(now),
    stoppedWatching: (person, view, stream) => presence.leave(stream, person.user.id, view, 0),
    tooMany: ({ user, server }) => (server ? undefined : requests.take(user.id, "request", REQUESTS)),
    refused: (code) => refusals.add(code),
    reportBug: (error, { command, user }) => log("error", "a command failed", { command, user, error: String(error) }),
  };

  const visited = (visit: LobbyVisit) => {
    if (visitors.heard(HERE, visit)) hub.visited(visit);
    fleet?.visited(visit);
  };

  return {
    hub,
    clock,
    neighbours,
    journal,
    streams,
    presence,
    engine,
    ask,
    sessions,
    greeting,
    household,
    visited,
    metrics,
  };
}

const expiryOf = ({ expiresAt }: Person) => (expiresAt === undefined ? {} : { expiresAt });
