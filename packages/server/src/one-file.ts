// What `npm run one-file` puts into one file: alone it is the server, with a command it is `npm run parlor --`.

import { defineConfig } from "./index.ts";

// A parlor.config.ts beside the file imports this, and there is no node_modules to find it in.
Bun.plugin({
  name: "@parlor/server",
  setup(builder) {
    builder.module("@parlor/server", () => ({ exports: { defineConfig }, loader: "object" }));
  },
});

if (process.argv.length > 2) await import("./cli/main.ts");
else await import("./main.ts");
