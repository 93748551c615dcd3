import { z } from "zod";
import type { Environment } from "../config/environment.ts";
import { done } from "../outcome.ts";
import { type Endpoint, forAnybody } from "./endpoint.ts";

const MapReply = z.object({
  /** Undefined where places are shown as coordinates. */
  tiles: z
    .object({
      /** With `{z}`, `{x}` and `{y}` in it. */
      url: z.string(),
      attribution: z.string(),
    })
    .optional(),
});

/** Where pages get the pictures of their maps from. */
export const mapEndpoint = ({ MAP_TILES: url, MAP_ATTRIBUTION: attribution }: Environment): Endpoint =>
  forAnybody({
    method: "get",
    path: "/map",
    title: "Where do maps come from?",
    about: "The tiles that pages draw maps with, as MAP_TILES says.",
    takes: z.strictObject({}),
    reply: MapReply,
    answer: () => done(url === undefined ? {} : { tiles: { url, attribution } }),
  });
