import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  // A running service answers introspection too: schema: 'http://127.0.0.1:4000/graphql'.
  schema: '../../schema.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/generated/**'],
  ignoreNoDocuments: true,
  generates: {
    'src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumType: 'const',
        strictScalars: true,
        scalars: {
          DateTime: 'string',
          EmailAddress: 'string',
          federation__FieldSet: 'string',
          link__Import: 'string',
        },
      },
    },
    'src/generated/possible-types.ts': {
      plugins: ['fragment-matcher'],
      config: { useExplicitTyping: true },
    },
  },
};

export default config;
