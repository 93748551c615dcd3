import type { KindDocument } from "@parlor/protocol";
import { cafe } from "./cafe.ts";
import { coached } from "./coached.ts";
import { community } from "./community.ts";
import { direct } from "./direct.ts";
import { group } from "./group.ts";
import { helpdesk } from "./helpdesk.ts";
import { interview } from "./interview.ts";

/** The kinds that ship. */
export const PRESETS: readonly KindDocument[] = [community, cafe, coached, interview, helpdesk, direct, group];
