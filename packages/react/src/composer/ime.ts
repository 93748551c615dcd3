/** Whether a key belongs to an input method that is putting a word together. Safari says so by key code alone. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** On a touch screen, Enter is a new line and the button sends. */
export function isTouch(): boolean {
  return globalThis.matchMedia?.("(pointer: coarse) and (hover: none)").matches ?? false;
}
