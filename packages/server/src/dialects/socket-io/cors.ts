/** Lets the page of an allowed origin read the answers of long polling, cookies included. */
export async function allowPage(request: Request, answer: () => Promise<Response>): Promise<Response> {
  const origin = request.headers.get("origin");
  if (origin === null) return answer();

  const asked = request.method === "OPTIONS" && new Response(null, { status: 204 });
  const response = asked || (await answer());
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("access-control-allow-credentials", "true");
  response.headers.append("vary", "origin");
  if (asked) {
    response.headers.set("access-control-allow-methods", "GET, POST");
    response.headers.set("access-control-allow-headers", request.headers.get("access-control-request-headers") ?? "");
    response.headers.set("access-control-max-age", "600");
  }
  return response;
}
