import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./on-path.ts";
import { startProcess } from "./process-server.ts";
import type { Contestant } from "./server.ts";

const MODULES = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/local/nginx/modules"].map((folder) =>
  join(folder, "ngx_nchan_module.so"),
);
const module = MODULES.find((file) => existsSync(file));

export const nginxNchan: Contestant = {
  name: "nginx + nchan",
  tongue: "nchan",
  missing: () => (findProgram("nginx") && module ? undefined : "nginx with nchan is not installed"),
  start: () =>
    startProcess("nchan", (port, folder) => {
      const file = join(folder, "nginx.conf");
      writeFileSync(file, configuration(port, folder));
      return { command: [findProgram("nginx") ?? "nginx", "-p", folder, "-c", file, "-e", join(folder, "error.log")] };
    }),
};

/** Its lightest use: one worker, nothing kept, no log. */
function configuration(port: number, folder: string): string {
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `  ${name}_temp_path ${folder}/${name};`)
    .join("\n");
  return `
load_module ${module};
worker_processes 1;
worker_rlimit_nofile 20000;
daemon off;
pid ${folder}/nginx.pid;
events { worker_connections 12000; }
http {
  access_log off;
${temp}
  server {
    listen 127.0.0.1:${port};
    location / { return 200; }
    location ~ ^/room/([a-z0-9-]+)$ {
      nchan_pubsub websocket;
      nchan_channel_id $1;
      nchan_subscriber_first_message newest;
      nchan_message_buffer_length 100;
      nchan_message_timeout 5s;
    }
  }
}
`;
}
