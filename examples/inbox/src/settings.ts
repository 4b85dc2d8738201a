interface Settings {
  readonly graphqlUrl: string;
  /** Only in the demo. */
  readonly demo?: { readonly credentials: Credentials; readonly emulatorUrl: string | undefined };
}

/** The user of the page. Kept in memory only. */
export interface Credentials {
  readonly key: string;
  /** The user's name and addresses, as entered; the user may accept invitations to these. */
  readonly me: readonly string[];
}

const { VITE_GRAPHQL_URL, VITE_DEMO_KEY, VITE_DEMO_USER, VITE_EMULATOR_URL } = import.meta.env;

export const SETTINGS: Settings = {
  graphqlUrl: VITE_GRAPHQL_URL ?? 'http://127.0.0.1:4000/graphql',
  ...(VITE_DEMO_KEY && {
    demo: {
      credentials: { key: VITE_DEMO_KEY, me: toNames(VITE_DEMO_USER ?? '') },
      emulatorUrl: VITE_EMULATOR_URL,
    },
  }),
};

export function toNames(text: string): string[] {
  return text.split(/[\s,;]+/).filter((name) => name !== '');
}
