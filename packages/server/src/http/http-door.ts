import { refusal } from "@parlor/protocol";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import type { Household } from "../connection/connection.ts";
import type { Origins } from "../identity/origins.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { refused } from "../outcome.ts";
import type { Answer, Endpoint } from "./endpoint.ts";
import type { From } from "./from.ts";
import { identify, type IdentifySettings } from "./identify.ts";
import { inputReader } from "./read-input.ts";
import { respond, respondRefused } from "./respond.ts";

export interface HttpDoorSettings extends IdentifySettings {
  readonly endpoints: readonly Endpoint[];
  readonly origins: Origins;
  readonly metrics: Metrics;
  readonly household: Pick<Household, "refused" | "reportBug" | "tooMany">;
}

export type HttpDoor = Hono<{ Bindings: From }>;

/** Everything that is asked and answered once. Others mount their own routes beside these. */
export function httpDoor({ endpoints, metrics, ...settings }: HttpDoorSettings): HttpDoor {
  const door: HttpDoor = new Hono();
  door.use(
    secureHeaders({
      crossOriginResourcePolicy: false,
      // How long a host name is for TLS only is for whoever owns the name to say.
      strictTransportSecurity: false,
      // Without a referrer, browsers would hide the origin of our own forms as well.
      referrerPolicy: "same-origin",
    }),
  );
  door.use(
    "/v1/*",
    cors({
      origin: settings.origins.named,
      allowHeaders: ["authorization", "content-type", "idempotency-key"],
      allowMethods: ["GET", "POST", "PUT", "DELETE"],
      exposeHeaders: ["retry-after"],
      credentials: true,
      maxAge: 600,
    }),
  );
  for (const endpoint of endpoints) mount(door, endpoint, settings);
  door.get("/health", ({ json }) => json({ status: "healthy" }));
  door.get("/metrics", ({ body }) => body(metrics.text(), 200, { "content-type": "text/plain; version=0.0.4" }));

  door.notFound(({ req }) => respondRefused(refusal("not_found", `There is no ${req.method} ${req.path}.`)));
  door.onError((error, { req }) => {
    settings.household.reportBug(error, { command: `${req.method} ${req.path}`, user: undefined });
    return respondRefused(refusal("server_error", "Something went wrong on the server. Try again in a moment."));
  });
  return door;
}

type Mounting = Omit<HttpDoorSettings, "endpoints" | "metrics">;

function mount(door: HttpDoor, endpoint: Endpoint, settings: Mounting): void {
  const read = inputReader(endpoint);
  const path = `/v1${endpoint.path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
  door.on(endpoint.method, path, async ({ req, env }) => {
    const headers = new Headers({ "cache-control": "no-store" });
    const answer = await answerTo(req.raw, req.param(), env, headers);
    if ("refusal" in answer) settings.household.refused(answer.refusal.code);
    return respond(answer, endpoint.status, headers);
  });

  async function answerTo(
    request: Request,
    inPath: Readonly<Record<string, string>>,
    from: From,
    headers: Headers,
  ): Promise<Answer> {
    const who = await identify(request, settings);
    if (!who.ok) return who;
    const tooMany = who.reply && settings.household.tooMany(who.reply);
    if (tooMany) return refused(tooMany);
    const input = await read(request, inPath);
    if (!input.ok) return input;
    const { fields, form } = input.reply;
    return endpoint.answer(fields, who.reply, { ...from, request, form, headers });
  }
}
