import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * The control door is only for programs on this machine and for pages that this machine serves. Another site's page is
 * recognised by its Origin header, and DNS rebinding by the Host header.
 *
 * @returns why a request is rejected, or null
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
