import type { Worker } from 'node:cluster';
import type { ServiceOptions } from '../service.ts';
import type { KeyStep } from './keys.ts';
import type { Figures } from './metrics-sum.ts';

/** What the primary may call in a worker. */
export type WorkerAnswers = {
  /** @returns the URL it listens on */
  start(options: ServiceOptions): Promise<string>;
  metrics(): Promise<Figures>;
  /** Drains; then the process ends. @returns whether all operations were completed */
  stop(): Promise<boolean>;
};

/** What a worker may call in the primary. */
export type PrimaryAnswers = {
  /** @returns the metrics of all workers, in Prometheus' text format */
  metrics(): Promise<string>;
  /** Runs one atomic step of the idempotency key store. @returns the store's reply */
  takeKeyStep(step: KeyStep): unknown;
};

/** The other process. */
type Peer = Worker | NodeJS.Process;

type Answers = Readonly<Record<string, (argument: never) => unknown>>;

type Message =
  | { readonly id: number; readonly question: string; readonly argument: unknown }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string };

/** Rejects when the other process fails or has ended; there is no timeout. */
export type Ask<Theirs extends Answers> = <Question extends keyof Theirs & string>(
  question: Question,
  ...argument: Parameters<Theirs[Question]>
) => Promise<Awaited<ReturnType<Theirs[Question]>>>;

/** Remote calls between the primary and a worker, on top of Node's one-way messages. */
export function connect<Theirs extends Answers>(peer: Peer, ours: Answers): Ask<Theirs> {
  // `never`, because each answer has a different type.
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  let asked = 0;

  peer.on('message', (message: Message) => {
    const { id } = message;
    if ('question' in message) {
      answer(message.question, message.argument).then(
        (answer) => send({ id, answer }),
        (error: unknown) => send({ id, error: String(error) }),
      );
      return;
    }
    if ('error' in message) waiting.get(id)?.reject(new Error(message.error));
    else waiting.get(id)?.resolve(message.answer as never);
    waiting.delete(id);
  });
  peer.on('disconnect', () => {
    for (const { reject } of waiting.values()) reject(new Error('the other process has ended'));
    waiting.clear();
  });

  return (question, argument) => {
    asked += 1;
    const answer = Promise.withResolvers<never>();
    waiting.set(asked, answer);
    send({ id: asked, question, argument }, answer.reject);
    return answer.promise;
  };

  async function answer(question: string, argument: unknown): Promise<unknown> {
    return ours[question]?.(argument as never);
  }

  /** Fails when the other process has just ended, which only matters to a question. */
  function send(message: Message, onFailure: (error: Error) => void = () => {}): void {
    peer.send?.(message, undefined, undefined, (error) => error && onFailure(error));
  }
}
