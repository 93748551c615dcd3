/** HTTP/1.0 knows no Host, and some proxies ask for health that way: then the address is only a path. */
export function withHost(request: Request): Request {
  return URL.canParse(request.url) ? request : new Request(new URL(request.url, "http://localhost"), request);
}
