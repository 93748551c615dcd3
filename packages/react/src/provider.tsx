import type { ChatClient } from "@parlor/client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { AnnouncerProvider } from "./feedback/Announcer.tsx";
import { en } from "./texts/en.ts";
import { type Words, wordsFor } from "./texts/words.ts";

const ClientContext = createContext<ChatClient | undefined>(undefined);
const WordsContext = createContext<Words>(wordsFor(en));

export interface ParlorProviderProps {
  readonly client: ChatClient;
  /** In which language the kit speaks. English by default. */
  readonly words?: Words;
  readonly children: ReactNode;
}

/** Who speaks to the server, and in which language, for every hook and component below. It renders no element of its own. */
export function ParlorProvider({ client, words, children }: ParlorProviderProps) {
  const usual = useMemo(() => wordsFor(en), []);
  return (
    <WordsProvider words={words ?? usual}>
      <ClientContext value={client}>
        <AnnouncerProvider>{children}</AnnouncerProvider>
      </ClientContext>
    </WordsProvider>
  );
}

/** The language alone, for what is shown before anybody is signed in. */
export function WordsProvider({ words, children }: { readonly words: Words; readonly children: ReactNode }) {
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useChatClient(): ChatClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error("There is no <ParlorProvider> around this component.");
  return client;
}

export function useWords(): Words {
  return useContext(WordsContext);
}
