interface ImportMetaEnv {
  readonly VITE_GRAPHQL_URL?: string;
  readonly VITE_DEMO_KEY?: string;
}
