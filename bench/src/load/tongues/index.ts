import type { TongueName } from "../jobs/job.ts";
import { fitness } from "./fitness.ts";
import { parlor } from "./parlor.ts";
import { nchan, plain } from "./plain.ts";
import { cafe, socketIo } from "./socket-io.ts";
import type { Tongue } from "./tongue.ts";

export const TONGUES: Readonly<Record<TongueName, Tongue>> = { plain, nchan, socketIo, cafe, parlor, fitness };
