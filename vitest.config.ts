import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that go through the whole service; they hold for every way it can be set to do its work. */
const SERVICE_TESTS = [
  'test/{edge,graphql,rest/calls,subgraph}/**/*.test.ts',
  'test/rest/*.test.ts',
];

/** Folders with files that take long, the longest first. */
const SLOW_FOLDERS = [
  'process',
  'browser',
  'supergraph',
  'redis',
  'soak',
  'shipping',
  'observability',
  'rest/calls',
].map((folder) => `/test/${folder}/`);

/** Starts long files first, so that none of them is left over for a single worker at the end. */
class SlowFoldersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = SLOW_FOLDERS.findIndex((folder) => moduleId.includes(folder));
      return place === -1 ? SLOW_FOLDERS.length : place;
    };
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    exclude: ['test/peers/**', '**/node_modules/**'],
    // Node runs the sources directly, in tests as in production: one loader, one copy of graphql.
    experimental: { viteModuleRunner: false },
    // Tests start their own servers; a separate process for each file would be a third of all the work.
    isolate: false,
    // Only guards against hanging: on two loaded cores, tests are slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for a process or a page, so one worker more than there are cores keeps the cores busy.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SlowFoldersFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'compiled, got',
          include: ['test/**/*.test.ts'],
          env: { COMPILE_OPERATIONS: 'always', UPSTREAM_TRANSPORT: 'got' },
        },
      },
      {
        extends: true,
        test: {
          name: 'interpreted, undici',
          include: SERVICE_TESTS,
          // It sets both ways of execution itself, to compare them.
          exclude: ['test/graphql/repeated-requests.test.ts'],
          env: {
            COMPILE_OPERATIONS: 'never',
            BYPASS_REPEATED_OPERATIONS: 'false',
            UPSTREAM_TRANSPORT: 'undici',
          },
        },
      },
    ],
  },
});
