import type { KindDocument } from "@parlor/protocol";
import { cafe } from "./cafe.ts";
import { community } from "./community.ts";
import { direct } from "./direct.ts";
import { group } from "./group.ts";

/** The kinds that ship. */
export const PRESETS: readonly KindDocument[] = [community, cafe, direct, group];
