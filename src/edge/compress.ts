import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import Negotiator from 'negotiator';

/** A smaller body is hardly worth the headers. */
const MIN_LENGTH = 1_000;

/**
 * Compresses the response for clients that accept gzip. Only for a body without a caller's data: the length of a compressed
 * body would reveal secrets in it to an attacker who controls another part of it.
 *
 * @see https://breachattack.com
 */
export async function sendCompressed(reply: FastifyReply, body: string): Promise<FastifyReply> {
  const { headers } = reply.request;
  reply.header('vary', [reply.getHeader('vary') ?? [], 'Accept-Encoding'].flat().join(', '));
  const isWanted = new Negotiator({ headers }).encoding(['gzip', 'identity']) === 'gzip';
  if (!isWanted || body.length < MIN_LENGTH) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(await promisify(gzip)(body));
}
