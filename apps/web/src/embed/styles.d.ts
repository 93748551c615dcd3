/** The build puts the style sheet here as text, made for inside a shadow root. */
declare module "parlor:*.css" {
  const style: string;
  export default style;
}
