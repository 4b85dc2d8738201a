import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { formatCaughtError } from '../errors.ts';
import { currentRequest } from '../http/current-request.ts';
import { createCostCounter } from '../limits/operation-cost.ts';

/**
 * Adds `extensions.ftv1`, a federated trace, to the responses to requests that want one. Its errors are the same as in the
 * response.
 *
 * @see https://www.apollographql.com/docs/apollo-server/api/plugin/inline-trace
 */
export function inlineTrace(): readonly ApolloServerPlugin<Context>[] {
  // Apollo passes copies of errors without their cause to `transform`; the copies share their `extensions` object.
  const originals = new WeakMap<object, GraphQLError>();

  const rememberErrors: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors) originals.set(error.extensions, error);
        },
      };
    },
  };
  const trace = ApolloServerPluginInlineTrace({
    includeErrors: {
      transform(copy) {
        const request = currentRequest.getStore();
        const original = originals.get(copy.extensions);
        if (request === undefined || original === undefined) return null;
        const { message, extensions } = formatCaughtError(original, request);
        return new GraphQLError(message, { extensions: extensions ?? null });
      },
    },
  });
  return [rememberErrors, withFewFields(trace)];
}

/**
 * Maximum fields to trace. Tracing a field costs more than resolving it: about 10 µs, and 100 bytes of the response. The
 * trace of a larger operation holds only its total duration and its errors.
 */
const MAX_TRACED_FIELDS = 2_000;

function withFewFields(trace: ApolloServerPlugin<Context>): ApolloServerPlugin<Context> {
  return {
    ...trace,
    async requestDidStart(request) {
      const listener = await trace.requestDidStart?.(request);
      if (!listener) return undefined;
      return {
        ...listener,
        async executionDidStart(executing) {
          const { operation, document } = executing;
          const { variables = {} } = executing.request;
          const { fields } = createCostCounter(operation, document)(variables);
          return fields > MAX_TRACED_FIELDS ? undefined : listener.executionDidStart?.(executing);
        },
      };
    },
  };
}
