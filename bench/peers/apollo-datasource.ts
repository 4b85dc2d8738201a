/** The textbook: Apollo Server's standalone server with a RESTDataSource. */
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import {
  type Api,
  keyHeader,
  port,
  resolvers,
  typeDefs,
  upstream,
  type WirePage,
} from './invitations.ts';

class InvitationsApi extends RESTDataSource implements Api {
  override baseURL = upstream;
  readonly #headers: Record<string, string>;

  constructor(key: string) {
    super();
    this.#headers = { [keyHeader]: key };
  }

  list(query: Record<string, string>) {
    return this.get<WirePage>('v1/invitations', { params: query, headers: this.#headers });
  }

  async accept(id: string) {
    const path = `v1/invitations/${encodeURIComponent(id)}`;
    try {
      await this.post(path, { headers: this.#headers });
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }
}

function isNotFound(error: unknown) {
  const { extensions } = error as { extensions?: { response?: { status?: number } } };
  return extensions?.response?.status === 404;
}

const server = new ApolloServer<{ api: Api }>({ typeDefs, resolvers });
await startStandaloneServer(server, {
  listen: { port, host: '127.0.0.1' },
  context: async ({ req }) => ({ api: new InvitationsApi(String(req.headers[keyHeader])) }),
});
