import { done } from "../outcome.ts";
import type { Handler } from "./engine.ts";

export const setStatus: Handler<"set_status"> = ({ status }, { person, view }, { presence }) => {
  if (view && view.status !== status) {
    view.status = status;
    for (const stream of view.watched) presence.setStatus(stream, person.user.id, view, status);
  }
  return done({ status });
};
