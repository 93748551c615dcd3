/** Why the server does not start, in a sentence for whoever starts it. Anything else that is thrown then is our bug. */
export class CannotStart extends Error {}
