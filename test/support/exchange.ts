import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Writes raw bytes, and reads until the service closes the connection. */
export async function exchange(serviceUrl: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(serviceUrl).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes, 'latin1');
  // A reset ends the response just as an orderly close does.
  return text(socket).catch(() => '');
}

export interface ParsedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape, and assert on what they read
  readonly json: any;
}

/** Reads one response with a JSON body. */
export function parseAnswer(answer: string): ParsedAnswer {
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
  const [statusLine = '', ...lines] = head.split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    json: JSON.parse(body),
  };
}
