// sdk.js: the SDK for pages that nothing builds. One file, since such a page loads it by its address.
export * from "@parlor/client";
export * from "@parlor/client/policy";
