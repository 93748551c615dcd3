/** Only to the web, and only to where a server can be. */
export function webAddress(text: string): string | undefined {
  const address = URL.parse(/^www\./iu.test(text) ? `https://${text}` : text);
  const isWeb = address?.protocol === "https:" || address?.protocol === "http:";
  return address && isWeb && /[^.]/u.test(address.hostname) ? address.href : undefined;
}

const PICTURE = /\.(?:avif|gif|jpe?g|png|webp)$/iu;

/** The address of a picture, when that is all there is in a text. */
export function pictureAddress(text: string): string | undefined {
  const word = text.trim();
  if (/\s/u.test(word) || !/^https:/iu.test(word)) return undefined;
  const address = webAddress(word);
  return address !== undefined && PICTURE.test(new URL(address).pathname) ? address : undefined;
}
