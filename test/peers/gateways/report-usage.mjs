// Loaded before a gateway: reports its traces to TRACES_URL instead of Apollo Studio.
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginUsageReporting } from '@apollo/server/plugin/usageReporting';

const { start } = ApolloServer.prototype;

ApolloServer.prototype.start = function startReporting() {
  this.addPlugin(
    ApolloServerPluginUsageReporting({
      endpointUrl: process.env.TRACES_URL,
      sendReportsImmediately: true,
      fieldLevelInstrumentation: 1,
      sendErrors: { unmodified: true },
      // Traces as they are, instead of statistics.
      sendTraces: true,
      experimental_sendOperationAsTrace: () => true,
    }),
  );
  return start.call(this);
};
