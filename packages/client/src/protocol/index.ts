// What travels, as types: for whoever has the SDK from a package, and no `@parlor/protocol` beside it.
export type * from "@parlor/protocol";
