import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { readConfig } from '../../src/config/read.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { launch } from '../support/launch.ts';
import { describeWith } from '../support/program.ts';
import { findFaults, KUBECTL, type Manifest, render } from './manifests.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

const dockerfile = DockerfileParser.parse(read('Dockerfile'));
const imageEnv = Object.fromEntries(
  dockerfile
    .getENVs()
    .flatMap((env) => env.getProperties())
    .map((property) => [property.getName(), property.getValue() ?? '']),
);

describeWith(KUBECTL, 'the manifests for Kubernetes', () => {
  describe.each(['deploy/kubernetes/base', 'deploy/kubernetes/example'])(
    'the manifests in %s',
    (folder) => {
      let manifests: readonly Manifest[] = [];
      beforeAll(async () => {
        manifests = await render(folder);
      });
      const find = (kind: string) => findIn(manifests, kind);

      it('are valid for Kubernetes', async () => {
        expect(await findFaults(manifests)).toEqual([]);
      });

      it('set only known settings, to valid values', () => {
        const { env } = readPod();
        const variables = Object.values(SETTINGS).map(({ variable }) => variable);
        expect(Object.keys(env).filter((name) => !variables.includes(name))).toEqual([
          'NODE_ENV',
          'MALLOC_ARENA_MAX',
        ]);
        expect(readConfig(env)).toMatchObject({ isProduction: true, host: '0.0.0.0' });
      });

      it('use the ports of the service and the image', () => {
        const { config, container } = readPod();
        const exposed = dockerfile.getInstructions().find((one) => one.getKeyword() === 'EXPOSE');
        expect(exposed?.getArgumentsContent()).toBe(String(config.port));
        expect(container.ports).toEqual([
          { name: 'http', containerPort: config.port },
          { name: 'metrics', containerPort: config.metricsPort },
        ]);
        const { spec } = find('NetworkPolicy');
        expect(spec.ingress.flatMap(({ ports }: { ports: unknown[] }) => ports)).toEqual([
          { port: 'http' },
          { port: 'metrics' },
        ]);
        const [port] = find('Service').spec.ports;
        expect(port.targetPort).toBe('http');
        expect(read('docs/platform.md')).toContain(
          `--routing-url http://${find('Service').metadata.name}:${port.port}/graphql`,
        );
      });

      it('check health where the service reports it', async () => {
        const { env, container } = readPod();
        const emulator = await startEmulator();
        onTestFinished(emulator.stop);
        const settings = { TILEDB_REST_URL: emulator.url, PORT: '0', METRICS_PORT: '0' };
        const service = await launch({
          ...env,
          ...settings,
          HOST: '127.0.0.1',
          DRAIN_DELAY_MS: '0',
        });
        for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
          const { path, port } = container[probe].httpGet;
          expect(port).toBe('http');
          expect((await fetch(`${service.url}${path}`)).status, probe).toBe(200);
        }
      });

      it('wait longer than the service takes to shut down', () => {
        const { config, spec } = readPod();
        expect(spec.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(config.drainTimeoutMs);
        expect(config.drainDelayMs).toBeGreaterThan(0);
      });

      it('meet the Pod Security Standard restricted, with a read-only file system', () => {
        const { spec, container } = readPod();
        expect(spec.securityContext).toMatchObject({
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        });
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        });
        expect(spec.automountServiceAccountToken).toBe(false);
      });

      it('run the image of this version, with existing files', () => {
        const { spec, container } = readPod();
        const { name, version } = JSON.parse(read('package.json'));
        expect(container.image.split('/').at(-1)).toBe(`${name}:${version}`);
        expect(spec.serviceAccountName).toBe(find('ServiceAccount').metadata.name);
        const { name: deployment } = find('Deployment').metadata;
        expect(find('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe(deployment);
      });

      it('select only their own pods', () => {
        const { template, selector } = find('Deployment').spec;
        const selectors = [
          selector,
          ...template.spec.topologySpreadConstraints.map(
            ({ labelSelector }: { labelSelector: unknown }) => labelSelector,
          ),
          find('PodDisruptionBudget').spec.selector,
          find('NetworkPolicy').spec.podSelector,
          { matchLabels: find('Service').spec.selector },
        ];
        for (const one of selectors) expect(one).toEqual({ matchLabels: template.metadata.labels });
      });

      /** The only container, with its environment and the resulting settings. */
      function readPod() {
        const { spec } = find('Deployment').spec.template;
        const [container] = spec.containers;
        const settings = find('ConfigMap');
        expect(container.envFrom).toEqual([
          { configMapRef: { name: settings.metadata.name } },
          { secretRef: { name: 'invitations', optional: true } },
        ]);
        const env = { ...imageEnv, ...settings.data };
        return { spec, container, env, config: readConfig(env) };
      }
    },
  );

  it.each<[string, (container: Container) => void]>([
    ['readinesProbe', (container) => Object.assign(container, { readinesProbe: {} })],
    ['quantity', ({ resources }) => Object.assign(resources.requests, { memory: 'much' })],
    ['containerPort', ({ ports }) => delete ports[0]?.containerPort],
  ])('the check of manifests rejects a mistake in %s', async (place, spoil) => {
    const deployment = findIn(await render('deploy/kubernetes/base'), 'Deployment');
    spoil(deployment.spec.template.spec.containers[0]);
    expect((await findFaults([deployment])).join()).toContain(place);
  });
});

interface Container {
  readonly resources: { readonly requests: object };
  readonly ports: { containerPort?: number }[];
}

function findIn(manifests: readonly Manifest[], kind: string): Manifest {
  const manifest = manifests.find((one) => one.kind === kind);
  if (manifest === undefined) throw new Error(`there is no ${kind}`);
  return manifest;
}
