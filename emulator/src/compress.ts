import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';

/** The response as sent to a client that accepts gzip. */
export function compress(answer: Answer, acceptEncoding: string): Answer {
  if (answer.body.length === 0 || !/\bgzip\b(?! *; *q=0(?:\.0*)?(?:,|$))/i.test(acceptEncoding)) {
    return answer;
  }
  return {
    ...answer,
    headers: { ...answer.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(answer.body),
  };
}
