/** The emulator's responses as data, independent of sockets. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | readonly string[]>>;
  body: string | Buffer;
}

export function emptyAnswer(status: number): Answer {
  return { status, headers: {}, body: '' };
}

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Answer['headers'] = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** Thrown anywhere to reject a request. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Answer['headers'];
  /** Whether the response has no body. */
  readonly isSilent: boolean;

  constructor(
    status: number,
    message: string,
    { headers = {}, isSilent = false }: { headers?: Answer['headers']; isSilent?: boolean } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.headers = headers;
    this.isSilent = isSilent;
  }

  toAnswer(requestId: string): Answer {
    if (this.isSilent) return emptyAnswer(this.status);
    const error = {
      // The live API's code repeats the status.
      code: this.status,
      message: this.message,
      request_id: requestId,
    };
    return jsonAnswer(this.status, error, this.headers);
  }
}
