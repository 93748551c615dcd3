import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { beginClient } from "./chat/use-client.ts";
import { presentPlace } from "./address.ts";
import { keepFilesOut } from "./keep-files-out.ts";
import { applySettings } from "./settings.ts";
import { presentWho } from "./who.ts";

keepFilesOut();
const who = presentWho();
if (who) beginClient(who, presentPlace().room);
void draw();

// Not awaited: a part that comes later, such as a language, begins only once this module is through.
async function draw(): Promise<void> {
  await applySettings();
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
