/** One of the processes that run the service; the primary starts, queries and stops it. */
import cluster from 'node:cluster';
import { EXIT_CUT_OFF, endSoon, endStart } from '../exit.ts';
import { type Service, startService } from '../service.ts';
import { connect, type PrimaryAnswers, type WorkerAnswers } from './channel.ts';
import { createPrimaryStore } from './keys.ts';

const { worker } = cluster;
if (worker === undefined) throw new Error('only the primary can start a worker');

let service: Service | undefined;
let readMetrics: WorkerAnswers['metrics'] = async () => [];
let drained: Promise<boolean> | undefined;

const askPrimary = connect<PrimaryAnswers>(process, {
  async start(options) {
    try {
      service = await startService(options, {
        shareMetrics(own) {
          readMetrics = () => own.getMetricsAsJSON();
          return { contentType: own.contentType, metrics: () => askPrimary('metrics') };
        },
        keyStore: createPrimaryStore((step) => askPrimary('takeKeyStep', step)),
      });
      return service.url;
    } catch (error) {
      endStart(error);
    }
  },
  metrics: () => readMetrics(),
  stop,
} satisfies WorkerAnswers);

worker.on('disconnect', () => {
  // Otherwise Node would end the process immediately and cut off its work.
  worker.exitedAfterDisconnect = true;
  stop();
});
// A terminal sends signals to the primary too, which coordinates the shutdown.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

function stop(): Promise<boolean> {
  drained ??= drain();
  return drained;
}

async function drain(): Promise<boolean> {
  if (service === undefined) process.exit();
  const isDrained = await service.stop();
  // The reply to the primary needs the channel, so it goes first.
  setImmediate(() => {
    endSoon(isDrained ? 0 : EXIT_CUT_OFF);
    worker?.disconnect();
  });
  return isDrained;
}
