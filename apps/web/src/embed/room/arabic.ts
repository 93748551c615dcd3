// Apart, so that only those who read it load it.
export { ar } from "@parlor/react";
