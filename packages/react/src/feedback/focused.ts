/** What has the focus around this element. Of what is inside a shadow root, the page itself knows only the host. */
export function focusedAround(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}

/** Nothing on the page has the focus, so that it may be given back. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body;
}
