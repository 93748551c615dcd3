import { resolve } from "node:path";
import { begin } from "./beginnings/begin.ts";
import { CannotStart } from "./cannot-start.ts";
import { type Environment, readEnvironment } from "./config/environment.ts";
import { followKinds } from "./config/follow-kinds.ts";
import { demonstrates } from "./config/entrances.ts";
import { startFailure } from "./config/start-failure.ts";
import { startedLine } from "./config/started-line.ts";
import { Kinds } from "./config/kinds.ts";
import { loadConfiguration } from "./config/load-configuration.ts";
import { isLoopback } from "./config/loopback.ts";
import { withSettings } from "./config/preset-settings.ts";
import {
  NATIVE_PATH,
  nativeDoor,
  type NativeSocketData,
  SOCKET_BOUNDS,
  upgradeNative,
} from "./connection/native-door.ts";
import { sendAway } from "./connection/send-away.ts";
import { MESSENGER_PATH, type MessengerSocketData } from "./dialects/messenger/messenger-door.ts";
import { mountMessenger } from "./dialects/messenger/mount-messenger.ts";
import { socketIoDoors } from "./dialects/socket-io-doors.ts";
import type { EngineSocketData } from "./dialects/socket-io/engine.ts";
import { SharedTime } from "./clock/shared-time.ts";
import { RedisCopies } from "./copies/redis-copies.ts";
import { RollCall } from "./fan-out/roll-call.ts";
import { RedisBus } from "./fan-out/redis-bus.ts";
import { SilentBus } from "./fan-out/silent-bus.ts";
import { fromOf } from "./http/from.ts";
import { mountPage } from "./http/page/mount-page.ts";
import { readSite } from "./http/page/site.ts";
import { parlorHttp } from "./http/parlor-http.ts";
import { withHost } from "./http/with-host.ts";
import { IN_ONE_FILE } from "./in-one-file.ts";
import { Origins } from "./identity/origins.ts";
import { Passwords } from "./identity/passwords.ts";
import { ownSecret } from "./identity/secret.ts";
import { Tokens } from "./identity/tokens.ts";
import { type Log, logTo } from "./log.ts";
import { buildParlor } from "./parlor.ts";
import { fillCatalog } from "./storage/fill-catalog.ts";
import { PostgresCatalog } from "./storage/postgres/postgres-catalog.ts";
import { PostgresCatalogWriter } from "./storage/postgres/postgres-catalog-writer.ts";
import { PostgresStore } from "./storage/postgres/postgres-store.ts";
import { CatalogWriter } from "./storage/sqlite/catalog-writer.ts";
import { SqliteCatalogCopies } from "./storage/sqlite/sqlite-catalog-copies.ts";
import { SqliteCatalog } from "./storage/sqlite/sqlite-catalog.ts";
import { SqliteStore } from "./storage/sqlite/sqlite-store.ts";
import { inFolder } from "./storage/unusable-folder.ts";
import { webSocketDoors } from "./web-socket-doors.ts";
import { PRESETS } from "@parlor/rules";

/** Where apps/web builds the page to, and one file carries it. */
const PAGE = resolve(import.meta.dir, IN_ONE_FILE ? "dist" : "../../../apps/web/dist");

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const log = logTo((line) => process.stderr.write(line), environment.LOG_LEVEL);
  const configured = await loadConfiguration(
    environment.PARLOR_CONFIG,
    PRESETS.map(({ name }) => name),
  );
  const { store, catalog, filling, bus, copies, rollCall, now, secret } = await openShared(environment, log);
  const kinds = new Kinds([...withSettings(PRESETS, environment), ...(configured?.kinds ?? [])], store.kinds);
  await kinds.refresh();
  const tokens = new Tokens({
    secretKey: environment.SECRET_KEY,
    jwksUrl: environment.JWKS_URL,
    issuer: environment.TOKEN_ISSUER,
    audience: environment.TOKEN_AUDIENCE,
    ownSecret: secret,
  });
  const parlor = buildParlor({
    environment,
    store,
    catalog,
    kinds,
    tokens,
    accounts: store.accounts,
    bus,
    copies,
    rollCall,
    sharedSecret: secret,
    log,
    now,
  });
  const origins = new Origins({
    allowed: environment.ALLOWED_ORIGINS,
    publicUrl: environment.PUBLIC_URL,
    onLoopback: isLoopback(environment.HOST),
  });
  const proxied = { publicUrl: environment.PUBLIC_URL, behindProxy: environment.BEHIND_PROXY === "on" };
  const { accounts } = store;
  const http = parlorHttp({
    parlor,
    kinds,
    origins,
    environment,
    accounts,
    passwords: new Passwords(),
    demonstrates: demonstrates(environment) && !configured ? tokens : undefined,
    log,
    now,
  });
  mountPage(http, readSite(PAGE), { pictures: environment.PICTURES_FROM, tiles: environment.MAP_TILES });

  const socketIo = socketIoDoors({ parlor, environment, origins });
  socketIo.mountRest(http);
  const messenger = mountMessenger(http, { parlor, environment, origins });

  await inFolder(environment.DATA_DIR, () =>
    begin(parlor.ask, store, configured, environment, catalog, async (collection, items) =>
      fillCatalog(await filling(collection), items),
    ),
  );

  const server = Bun.serve<NativeSocketData | EngineSocketData | MessengerSocketData>({
    hostname: environment.HOST,
    port: environment.PORT,
    // Otherwise Bun shows whoever asked where it went wrong, with lines of our source.
    development: false,
    // Which Bun otherwise allows outside of development: two servers would share one port, each with half of the people.
    reusePort: false,
    error(error) {
      log("error", "a request failed", { error: String(error) });
      return new Response("Something went wrong on the server. Try again in a moment.", { status: 500 });
    },
    fetch(asked, bun) {
      const request = withHost(asked);
      const { pathname } = new URL(request.url);
      if (pathname === NATIVE_PATH) return upgradeNative(request, bun, origins);
      if (messenger && pathname === MESSENGER_PATH) return messenger.upgrade(request, bun);
      const answer = socketIo.answer(request, pathname, bun);
      if (answer) return answer;
      return http.fetch(request, fromOf(request, bun.requestIP(asked)?.address ?? "", proxied));
    },
    websocket: { ...SOCKET_BOUNDS, ...webSocketDoors(nativeDoor(parlor.household), messenger?.webSocket) },
  });
  parlor.hub.attach(server);
  parlor.clock.start();
  parlor.neighbours?.start();
  socketIo.attach(server);
  const stopKeeping = messenger?.start();
  // What is this server's alone nobody else changes.
  const stopFollowing =
    bus && followKinds(kinds, bus, (error) => log("error", "the kinds cannot be read", { error: String(error) }));
  let leaving = false;
  const leave = async () => {
    if (leaving) return;
    leaving = true;
    parlor.clock.stop();
    stopFollowing?.();
    stopKeeping?.();
    // No more come in; who is here goes on until they are asked to go.
    void server.stop();
    parlor.neighbours?.sayGoodbye();
    await sendAway(parlor.hub.everybody());
    await parlor.journal.drained();
    parlor.neighbours?.stop();
    await server.stop(true);
    copies?.close();
    await bus?.close();
    // Whoever finds the signature waits for us a little longer, and that is all.
    await rollCall?.leave().catch(() => undefined);
    await store.close();
    await catalog.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void leave());
  process.on("SIGINT", () => void leave());
  // Last, because whoever reads it may stop us at once.
  process.stdout.write(`${startedLine(server.url.href, environment.PUBLIC_URL)}\n`);
}

/** What is this server's alone in its data folder, or several servers' in one Postgres. */
async function openShared(environment: Environment, log: Log) {
  const { DATABASE_URL: url, REDIS_URL, DATA_DIR, SERVER_BEAT_MS, CHAT_CACHE_SHARED_MB } = environment;
  if (url === undefined)
    return {
      store: await SqliteStore.open(DATA_DIR),
      catalog: await SqliteCatalog.open(DATA_DIR),
      filling: (collection: string) => CatalogWriter.open(DATA_DIR, collection),
      bus: undefined,
      copies: undefined,
      rollCall: undefined,
      now: Date.now,
      secret: await inFolder(DATA_DIR, () => ownSecret(DATA_DIR)),
    };

  const report = (error: Error) => log("warn", "a connection to Postgres is lost", { error: error.message });
  const store = await PostgresStore.open({ url, report });
  const server = Bun.randomUUIDv7();
  const stopwatch = () => performance.now();
  const time = new SharedTime(stopwatch);
  const rollCall = new RollCall(store.signingBook(SERVER_BEAT_MS), server, time, stopwatch);
  await rollCall.sign();
  const bus = REDIS_URL
    ? await RedisBus.open({
        url: REDIS_URL,
        server,
        report: (error) => log("warn", "Redis cannot be reached", { error: error.message }),
      })
    : new SilentBus();
  const secret = await store.ownSecret();
  return {
    store,
    catalog: new PostgresCatalog({ url, copies: await SqliteCatalogCopies.open(DATA_DIR), report, log }),
    filling: (collection: string) => PostgresCatalogWriter.open(url, collection),
    bus,
    copies:
      REDIS_URL && CHAT_CACHE_SHARED_MB > 0
        ? new RedisCopies({ url: REDIS_URL, secret, mostBytes: CHAT_CACHE_SHARED_MB * 1_048_576 })
        : undefined,
    rollCall,
    now: time.now,
    secret,
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof CannotStart ? error.message : startFailure(error, process.env)}\n`);
  process.exit(1);
});
