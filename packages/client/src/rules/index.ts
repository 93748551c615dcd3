// What a page asks of the rules, and the types of all of them: for whoever has the SDK from a package.
// The kit stands on it there. Nothing here may need the schema library, which no page is to load.
export type * from "@parlor/rules";
export {
  doneBy,
  hasReacted,
  limitsOf,
  maySayWhere,
  seated,
  timeLeftMs,
  unreachable,
  waitingRequests,
} from "@parlor/rules";
