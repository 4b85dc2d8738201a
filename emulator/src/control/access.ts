import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * The door is for this machine only: for its programs, and for pages that it serves itself. Another
 * site's page would come with its own origin, and one that has a name of its own lead here with that.
 *
 * @returns why a request may not come in, or null
 */
export function refuseStranger({ socket, headers }: IncomingMessage): string | null {
  if (!/^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')) {
    return 'The control API accepts requests from this machine only';
  }
  if (!isLoopback(`http://${headers.host}`)) {
    return 'The control API must be called at a loopback address or localhost';
  }
  if (headers.origin !== undefined && !isLoopback(headers.origin)) {
    return 'The control API accepts pages from this machine only';
  }
  return null;
}

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && LOOPBACK_HOSTS.includes(new URL(origin).hostname);
}
