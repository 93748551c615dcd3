export interface HostPage {
  /** Another origin than the chat server's: another port of the same machine. */
  readonly url: string;
  show(html: string, policy?: string): void;
  readonly asked: string[];
  stop(): Promise<void>;
}

/** The page of a host app, and the back end of it that gives out tokens. */
export function serveHostPage(tokenFor: () => string): HostPage {
  let html = "";
  let policy: string | undefined;
  const asked: string[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      if (pathname === "/chat-token") return new Response(tokenFor());
      if (pathname === "/page.js") return new Response("", { headers: { "content-type": "text/javascript" } });
      if (pathname !== "/") return new Response("", { status: 404 });
      const headers = {
        "content-type": "text/html; charset=utf-8",
        ...(policy && { "content-security-policy": policy }),
      };
      return new Response(html, { headers });
    },
  });
  return {
    url: server.url.href,
    asked,
    show: (shown, under) => {
      html = shown;
      policy = under;
    },
    stop: () => server.stop(true),
  };
}
