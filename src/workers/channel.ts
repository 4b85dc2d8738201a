import type { Worker } from 'node:cluster';
import type { ServiceOptions } from '../service.ts';
import type { KeyStep } from './keys.ts';
import type { Figures } from './metrics-sum.ts';

/** What the primary may ask of a worker. */
export type WorkerAnswers = {
  /** @returns where it listens */
  start(options: ServiceOptions): Promise<string>;
  metrics(): Promise<Figures>;
  /** The answer is the end of the process. */
  stop(): void;
};

/** What a worker may ask of the primary. */
export type PrimaryAnswers = {
  /** @returns those of all workers, in Prometheus' text format */
  metrics(): Promise<string>;
  /** One atomic step of the store of idempotency keys. @returns the store's reply */
  takeKeyStep(step: KeyStep): unknown;
};

/** The other process, as this one sees it. */
type Peer = Worker | NodeJS.Process;

type Answers = Readonly<Record<string, (argument: never) => unknown>>;

type Message =
  | { readonly id: number; readonly question: string; readonly argument: unknown }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string };

/** Rejects when the other process fails or is gone; one that is silent keeps it waiting. */
export type Ask<Theirs extends Answers> = <Question extends keyof Theirs & string>(
  question: Question,
  ...argument: Parameters<Theirs[Question]>
) => Promise<Awaited<ReturnType<Theirs[Question]>>>;

/** Questions and answers between the primary and a worker, where Node has messages only. */
export function connect<Theirs extends Answers>(peer: Peer, ours: Answers): Ask<Theirs> {
  // Each for an answer of another type.
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
    for (const { reject } of waiting.values()) reject(new Error('the other process is gone'));
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

  /** To one that has just ended it fails, and nobody waits for an answer any more. */
  function send(message: Message, onFailure: (error: Error) => void = () => {}): void {
    peer.send?.(message, undefined, undefined, (error) => error && onFailure(error));
  }
}
