interface ImportMetaEnv {
  readonly VITE_GRAPHQL_URL?: string;
  readonly VITE_DEMO_KEY?: string;
  readonly VITE_DEMO_USER?: string;
  readonly VITE_EMULATOR_URL?: string;
}
